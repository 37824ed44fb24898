import { permissions } from '@lianfang/contract/permissions';
import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/Select.tsx';
import { KindModal } from './KindModal.tsx';
import { PermissionsEffect } from './PermissionsEffect.tsx';

interface Values {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly retired: boolean;
  /** Of a post. */
  readonly permissions?: readonly string[];
}
interface Props {
  readonly of: 'unit-kinds' | 'post-kinds';
  readonly kind: Values & { readonly code: string };
  readonly unit: string;
  readonly onClose: () => void;
}

/** Renames a kind, retires it, or takes it back into use; of a post also what it allows. */
export function ChangeKind({ of, kind, unit, onClose }: Props) {
  const { t } = useTranslation(['org', 'permissions']);
  const [form] = Form.useForm<Values>();
  return (
    <KindModal<Values>
      title={t('kinds.edit')}
      okText={t('common:action.save')}
      method="PATCH"
      path={`/${of}/${encodeURIComponent(kind.code)}`}
      unit={unit}
      form={form}
      initial={{
        nameZh: kind.nameZh,
        nameEn: kind.nameEn,
        retired: kind.retired,
        ...(kind.permissions && { permissions: kind.permissions }),
      }}
      onClose={onClose}
    >
      {kind.permissions && (
        <>
          <Form.Item
            name="permissions"
            label={t('kinds.permissions')}
            rules={[{ required: true, message: t('kinds.required') }]}
          >
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              options={permissions.map((p) => ({
                value: p,
                label: t(`permissions:${p.replace('.', '-')}`),
              }))}
            />
          </Form.Item>
          <PermissionsEffect code={kind.code} unit={unit} before={kind.permissions} />
        </>
      )}
      <Form.Item name="retired" valuePropName="checked">
        <Checkbox>{t('kinds.retire')}</Checkbox>
      </Form.Item>
    </KindModal>
  );
}
