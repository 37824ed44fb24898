import { Form, InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/Select.tsx';
import { useKinds } from '../useKinds.ts';

/** Which attributes a kind of unit is asked for; whatever else it has stays untouched. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  school: ['stage', 'boarding'],
  college: ['boarding'],
  grade: ['grade', 'entryYear'],
  class: ['grade', 'number'],
};

/** Form items for the attributes of a kind, under `attributes`. */
export function AttributeFields({ kind }: { kind: string | undefined }) {
  const { t } = useTranslation('org');
  const { stages } = useKinds();
  const fields = FIELDS[kind ?? ''] ?? [];
  return (
    <>
      {fields.includes('stage') && (
        <Form.Item name={['attributes', 'stage']} label={t('attribute.stage')} extra={t('form.stageHint')}>
          <Select allowClear options={stages.map((s) => ({ value: s, label: t(`stage.${s}`) }))} />
        </Form.Item>
      )}
      {fields.includes('boarding') && (
        <Form.Item name={['attributes', 'boarding']} label={t('attribute.boarding')} valuePropName="checked">
          <Switch checkedChildren={t('yes')} unCheckedChildren={t('no')} />
        </Form.Item>
      )}
      {fields.includes('grade') && (
        <Form.Item name={['attributes', 'grade']} label={t('attribute.grade')} extra={t('form.gradeHint')}>
          <InputNumber min={1} max={12} precision={0} />
        </Form.Item>
      )}
      {fields.includes('entryYear') && (
        <Form.Item name={['attributes', 'entryYear']} label={t('attribute.entryYear')}>
          <InputNumber min={1990} max={2100} precision={0} />
        </Form.Item>
      )}
      {fields.includes('number') && (
        <Form.Item name={['attributes', 'number']} label={t('attribute.number')}>
          <InputNumber min={1} max={99} precision={0} />
        </Form.Item>
      )}
    </>
  );
}

/** Without what was left empty. */
export function filled(values: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== ''),
  );
}
