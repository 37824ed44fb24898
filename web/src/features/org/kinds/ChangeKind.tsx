import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { KindModal } from './KindModal.tsx';

interface Values {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly retired: boolean;
}
interface Props {
  readonly of: 'unit-kinds' | 'post-kinds';
  readonly kind: Values & { readonly code: string };
  readonly unit: string;
  readonly onClose: () => void;
}

/** Renames a kind, retires it, or takes it back into use. */
export function ChangeKind({ of, kind, unit, onClose }: Props) {
  const { t } = useTranslation('org');
  const [form] = Form.useForm<Values>();
  return (
    <KindModal<Values>
      title={t('kinds.edit')}
      okText={t('common:action.save')}
      method="PATCH"
      path={`/${of}/${encodeURIComponent(kind.code)}`}
      unit={unit}
      form={form}
      initial={{ nameZh: kind.nameZh, nameEn: kind.nameEn, retired: kind.retired }}
      onClose={onClose}
    >
      <Form.Item name="retired" valuePropName="checked">
        <Checkbox>{t('kinds.retire')}</Checkbox>
      </Form.Item>
    </KindModal>
  );
}
