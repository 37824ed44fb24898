import { CheckLike, type NewUnitKind, OwnRole } from '@lianfang/contract/orgKinds';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/Select.tsx';
import { useKinds } from '../useKinds.ts';
import { CodeField, KindModal } from './KindModal.tsx';

/** A kind of institution, division or group, and below which kinds its units hang. */
export function AddUnitKind({ unit, onClose }: { unit: string; onClose: () => void }) {
  const { t } = useTranslation('org');
  const { kinds, kindName } = useKinds();
  const [form] = Form.useForm<NewUnitKind>();
  const role = Form.useWatch('role', form);
  const above = kinds.filter((k) => !k.retired && k.role !== 'territory' && k.role !== 'group');
  const required = [{ required: true, message: t('kinds.required') }];
  return (
    <KindModal<NewUnitKind>
      title={t('kinds.addUnit')}
      okText={t('kinds.add')}
      method="POST"
      path="/unit-kinds"
      unit={unit}
      form={form}
      onClose={onClose}
    >
      <CodeField />
      <Form.Item name="role" label={t('kinds.role')} rules={required}>
        <Select options={OwnRole.enum.map((r) => ({ value: r, label: t(`kinds.roles.${r}`) }))} />
      </Form.Item>
      <Form.Item name="parents" label={t('kinds.parents')} rules={required}>
        <Select mode="multiple" options={above.map((k) => ({ value: k.code, label: kindName(k.code) }))} />
      </Form.Item>
      {(role === 'group' || role === 'institution') && (
        <Form.Item
          name="checksLike"
          label={t(role === 'group' ? 'kinds.checksLike' : 'kinds.reportsAs')}
          extra={t(role === 'group' ? 'kinds.checksLikeHint' : 'kinds.reportsAsHint')}
        >
          <Select allowClear options={CheckLike.enum.map((k) => ({ value: k, label: kindName(k) }))} />
        </Form.Item>
      )}
    </KindModal>
  );
}
