import type { UnitInput, UnitView } from '@lianfang/contract/org';
import { useMutation } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { Select } from '../../../ui/Select.tsx';
import { UnitPicker } from '../../../ui/UnitPicker.tsx';
import { useKinds } from '../useKinds.ts';
import { AttributeFields, filled } from './AttributeFields.tsx';

interface Props {
  readonly parent: UnitView;
  readonly today: string;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}
type Values = Omit<UnitInput, 'parentId'>;

/** A new unit below another; only kinds that may hang there are offered. */
export function CreateUnit({ parent, today, onClose, onCreated }: Props) {
  const { t } = useTranslation('org');
  const { message } = App.useApp();
  const { kinds, kind: kindOf, kindName } = useKinds();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const offered = kinds.filter((k) => !k.retired && k.parents.includes(parent.kind));
  const create = useMutation({
    mutationFn: (values: Values) =>
      api<{ id: string }>('/units', {
        method: 'POST',
        body: {
          ...filled({ ...values }),
          attributes: filled(values.attributes),
          parentId: parent.id,
        },
      }),
    onSuccess: ({ id }) => {
      message.success(t('form.created'));
      changed('unit');
      onClose();
      onCreated(id);
    },
  });
  return (
    <Modal
      open
      title={t('form.createTitle', { parent: parent.name })}
      okText={t('form.create')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={create.isPending}
    >
      <FormProblem form={form} error={create.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...(offered.length === 1 && { kind: offered[0]!.code }), openedOn: today }}
        onFinish={create.mutate}
      >
        <Form.Item name="kind" label={t('form.kind')} rules={[{ required: true }]}>
          <Select options={offered.map((k) => ({ value: k.code, label: kindName(k.code) }))} />
        </Form.Item>
        <Form.Item name="name" label={t('form.name')} rules={[{ required: true, whitespace: true, max: 80 }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('form.code')}
          extra={t('form.codeHint')}
          rules={[{ pattern: /^[A-Za-z0-9._-]{1,40}$/, message: t('form.codeRule') }]}
        >
          <Input />
        </Form.Item>
        {kindOf(kind ?? '')?.role === 'institution' && (
          <Form.Item name="territoryId" label={t('line.territorial')} extra={t('form.territoryHint')}>
            <UnitPicker unitRole="territory" allowClear label={t('line.territorial')} />
          </Form.Item>
        )}
        <Form.Item name="openedOn" label={t('facts.openedOn')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <AttributeFields kind={kind} />
      </Form>
    </Modal>
  );
}
