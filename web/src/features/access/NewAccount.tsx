import type { HandedOutPassword } from '@lianfang/contract/account';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { FormProblem } from '../../ui/FormProblem.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { PostPicker } from './PostPicker.tsx';

interface Fields {
  readonly unitId: string;
  readonly postKind: string;
  readonly name: string;
  readonly username: string;
}

interface Props {
  readonly unitId: string | undefined;
  readonly unitName: string | undefined;
  readonly onDone: (handed: HandedOutPassword) => void;
  readonly onClose: () => void;
}

/** Opens an account with a first post; answers a password to hand out. */
export function NewAccount({ unitId, unitName, onDone, onClose }: Props) {
  const { t } = useTranslation('access');
  const [form] = Form.useForm<Fields>();
  const unit = Form.useWatch('unitId', form);
  const make = useMutation({
    mutationFn: (body: Fields) => api<HandedOutPassword>('/accounts', { method: 'POST', body }),
    onSuccess: onDone,
  });
  return (
    <Modal open title={t('accounts.new')} onCancel={onClose} footer={null}>
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ ...(unitId && { unitId }) }}
        onFinish={make.mutate}
      >
        <Form.Item name="unitId" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitPicker valueName={unit === unitId ? unitName : undefined} />
        </Form.Item>
        <Form.Item name="postKind" label={t('field.post')} rules={[{ required: true }]}>
          <PostPicker unitId={unit} />
        </Form.Item>
        <Form.Item name="name" label={t('column.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="username"
          label={t('column.username')}
          extra={t('field.usernameHint')}
          rules={[
            {
              required: true,
              pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/,
              message: t('field.usernameHint'),
            },
          ]}
        >
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <FormProblem form={form} error={make.error} />
        <Button type="primary" htmlType="submit" loading={make.isPending} block>
          {t('accounts.make')}
        </Button>
      </Form>
    </Modal>
  );
}
