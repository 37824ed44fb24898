import type { UnitView } from '@lianfang/contract/org';
import type { ParameterView } from '@lianfang/contract/orgParameters';
import { useMutation } from '@tanstack/react-query';
import { App, Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { inWords } from '../../../lib/words.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { ValueField } from './ValueField.tsx';
import type { Schema } from './value.ts';

interface Values {
  readonly value: unknown;
  readonly remove?: boolean;
  readonly from: string;
  readonly source: string;
  readonly reason: string;
}
interface Props {
  readonly row: ParameterView;
  readonly unit: UnitView;
  readonly today: string;
  readonly onClose: () => void;
}

/** Sets a value for the unit and all below from a date on; who sets it says where it comes from and why. */
export function ParameterEditor({ row, unit, today, onClose }: Props) {
  const { t } = useTranslation('org');
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const remove = Form.useWatch('remove', form);
  const schema = row.schema as Schema;
  const save = useMutation({
    mutationFn: ({ value, remove: away, ...rest }: Values) =>
      api(`/parameters/${encodeURIComponent(row.key)}`, {
        method: 'PUT',
        body: { unit: unit.id, ...rest, ...(away ? { remove: true } : { value }) },
      }),
    onSuccess: () => {
      message.success(t('form.saved'));
      changed('parameter');
      onClose();
    },
  });
  const text = [{ required: true, min: 2, max: 300, whitespace: true }];
  return (
    <Modal
      open
      title={t('parameter.editTitle', {
        name: inWords(row.zh, row.en),
        unit: row.platform ? t('parameter.everywhere') : unit.name,
      })}
      okText={t('common:action.save')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={save.isPending}
    >
      <FormProblem form={form} error={save.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ value: row.value, from: today }}
        onFinish={save.mutate}
      >
        {(row.origin === 'here' || (row.platform && row.origin === 'everywhere')) && (
          <Form.Item name="remove" valuePropName="checked">
            <Checkbox>{t('parameter.remove')}</Checkbox>
          </Form.Item>
        )}
        {!remove && <ValueField schema={schema} path={['value']} label={t('parameter.value')} />}
        <Form.Item name="from" label={t('parameter.from')} rules={[{ required: true }]}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="source" label={t('parameter.source')} extra={t('parameter.sourceHint')} rules={text}>
          <Input />
        </Form.Item>
        <Form.Item name="reason" label={t('parameter.reason')} rules={text}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
