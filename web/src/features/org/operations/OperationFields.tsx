import type { UnitView } from '@lianfang/contract/org';
import type { OperationInput } from '@lianfang/contract/orgOperations';
import { Checkbox, Form, Input, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { UnitPicker } from '../../../ui/UnitPicker.tsx';

/** What the form holds; which of it counts depends on the operation. */
export interface OperationValues {
  readonly effectiveOn: string;
  readonly name?: string;
  readonly line?: 'main' | 'territorial' | 'none';
  readonly parentId?: string;
  readonly territoryId?: string;
  readonly intoId?: string;
  readonly createFirst?: boolean;
  readonly classes?: number | null;
  readonly schoolId?: string;
}

/** The request of a filled form. The form's rules have seen to what is required. */
export function toInput(type: OperationInput['type'], id: string, values: OperationValues): OperationInput {
  const base = { id, effectiveOn: values.effectiveOn };
  switch (type) {
    case 'rename':
      return { type, ...base, name: values.name ?? '' };
    case 'merge':
      return { type, ...base, intoId: values.intoId ?? '' };
    case 'close':
      return { type, ...base };
    case 'promote': {
      const count = values.schoolId && values.classes ? { [values.schoolId]: values.classes } : undefined;
      return { type, ...base, createFirst: values.createFirst ?? true, ...(count && { newClasses: count }) };
    }
    case 'move':
      if (values.line === 'none') return { type, ...base, territoryId: null };
      return {
        type,
        ...base,
        ...(values.line !== 'territorial' && values.parentId && { parentId: values.parentId }),
        ...(values.territoryId && { territoryId: values.territoryId }),
      };
  }
}

/** The questions of one operation. */
export function OperationFields({ type, unit }: { type: OperationInput['type']; unit: UnitView }) {
  const { t } = useTranslation('org');
  const line = Form.useWatch('line') as OperationValues['line'];
  const createFirst = Form.useWatch('createFirst') as boolean | undefined;
  const required = [{ required: true, message: t('operation.required') }];
  if (type === 'rename') {
    return (
      <Form.Item
        name="name"
        label={t('operation.newName')}
        rules={[{ required: true, whitespace: true, max: 80 }]}
      >
        <Input autoFocus />
      </Form.Item>
    );
  }
  if (type === 'merge') {
    return (
      <Form.Item name="intoId" label={t('operation.into')} rules={required}>
        <UnitPicker kind={unit.kind} label={t('operation.into')} />
      </Form.Item>
    );
  }
  if (type === 'promote') {
    return (
      <>
        <Form.Item name="createFirst" valuePropName="checked">
          <Checkbox>{t('operation.createFirst')}</Checkbox>
        </Form.Item>
        {createFirst && unit.role === 'institution' && (
          <>
            <Form.Item name="schoolId" initialValue={unit.id} hidden>
              <Input />
            </Form.Item>
            <Form.Item name="classes" label={t('operation.classes')} extra={t('operation.classesHint')}>
              <InputNumber min={1} max={60} precision={0} />
            </Form.Item>
          </>
        )}
      </>
    );
  }
  if (type === 'close') return null;
  const lines = ['main', 'territorial', ...(unit.territoryOf?.id === unit.id ? ['none'] : [])];
  return (
    <>
      <Form.Item name="line" label={t('operation.line')} initialValue="main">
        <Radio.Group options={lines.map((value) => ({ value, label: t(`operation.lineTo.${value}`) }))} />
      </Form.Item>
      {(line ?? 'main') === 'main' && (
        <>
          <Form.Item name="parentId" label={t('operation.parent')} rules={required}>
            <UnitPicker label={t('operation.parent')} />
          </Form.Item>
          {unit.role === 'institution' && (
            <Form.Item name="territoryId" label={t('operation.territoryToo')}>
              <UnitPicker unitRole="territory" allowClear label={t('operation.territoryToo')} />
            </Form.Item>
          )}
        </>
      )}
      {line === 'territorial' && (
        <Form.Item name="territoryId" label={t('operation.territory')} rules={required}>
          <UnitPicker unitRole="territory" label={t('operation.territory')} />
        </Form.Item>
      )}
    </>
  );
}
