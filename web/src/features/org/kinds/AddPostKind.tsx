import { UnitRole } from '@lianfang/contract/org';
import type { NewPostKind } from '@lianfang/contract/orgKinds';
import { permissions } from '@lianfang/contract/permissions';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/Select.tsx';
import { CodeField, KindModal } from './KindModal.tsx';

/** A kind of post: at which units it may be held, and what it allows. */
export function AddPostKind({ unit, onClose }: { unit: string; onClose: () => void }) {
  const { t } = useTranslation(['org', 'permissions']);
  const [form] = Form.useForm<NewPostKind>();
  const required = [{ required: true, message: t('kinds.required') }];
  return (
    <KindModal<NewPostKind>
      title={t('kinds.addPost')}
      okText={t('kinds.add')}
      method="POST"
      path="/post-kinds"
      unit={unit}
      form={form}
      onClose={onClose}
    >
      <CodeField />
      <Form.Item name="unitRoles" label={t('kinds.unitRoles')} rules={required}>
        <Select
          mode="multiple"
          options={UnitRole.enum.map((r) => ({ value: r, label: t(`kinds.roles.${r}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="permissions"
        label={t('kinds.permissions')}
        extra={t('kinds.permissionsHint')}
        rules={required}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={permissions.map((p) => ({ value: p, label: t(`permissions:${p.replace('.', '-')}`) }))}
        />
      </Form.Item>
    </KindModal>
  );
}
