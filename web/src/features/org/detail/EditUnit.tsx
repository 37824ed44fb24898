import type { UnitPatch, UnitView } from '@lianfang/contract/org';
import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { AttributeFields, filled } from './AttributeFields.tsx';

/** Code, order and attributes: what is not an operation. */
export function EditUnit({ unit, onClose }: { unit: UnitView; onClose: () => void }) {
  const { t } = useTranslation('org');
  const { message } = App.useApp();
  const [form] = Form.useForm<UnitPatch>();
  const save = useMutation({
    mutationFn: (values: UnitPatch) =>
      api(`/units/${unit.id}`, {
        method: 'PATCH',
        body: { code: values.code, sort: values.sort, attributes: filled(values.attributes) },
      }),
    onSuccess: () => {
      message.success(t('form.saved'));
      changed('unit');
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('form.editTitle', { unit: unit.name })}
      okText={t('common:action.save')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={save.isPending}
    >
      <FormProblem form={form} error={save.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ code: unit.code, sort: unit.sort, attributes: unit.attributes }}
        onFinish={save.mutate}
      >
        <Form.Item
          name="code"
          label={t('form.code')}
          rules={[{ required: true, pattern: /^[A-Za-z0-9._-]{1,40}$/, message: t('form.codeRule') }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="sort" label={t('form.sort')} extra={t('form.sortHint')}>
          <InputNumber precision={0} />
        </Form.Item>
        <AttributeFields kind={unit.kind} />
      </Form>
    </Modal>
  );
}
