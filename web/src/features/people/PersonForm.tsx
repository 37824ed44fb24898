import type { PersonDetail } from '@lianfang/contract/people';
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { FormProblem } from '../../ui/FormProblem.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { Select } from '../../ui/Select.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';

interface Props {
  /** Null for a new person. */
  readonly person: PersonDetail | null;
  readonly unitId: string | undefined;
  readonly onClose: () => void;
  readonly onDone: (person: PersonDetail) => void;
}

type Fields = Record<string, string | boolean | undefined>;
const NUMBERS = ['idNumber', 'phone', 'guardianPhone'];

/** What changed, for a PATCH: emptied fields clear, numbers left blank stay (nobody reads them back). */
function changes(person: PersonDetail | null, fields: Fields): Record<string, unknown> {
  const known = person as unknown as Record<string, unknown> | null;
  const body: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    const next = typeof value === 'string' ? value.trim() || null : value;
    const blank = next === null || next === undefined;
    if (blank && (!known || NUMBERS.includes(key))) continue;
    if (known && !NUMBERS.includes(key) && (next ?? null) === (known[key] ?? null)) continue;
    body[key] = next ?? null;
  }
  return body;
}

/** Adds or corrects a person by the same rules as the import. */
export function PersonForm({ person, unitId, onClose, onDone }: Props) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? person?.kind ?? 'student';
  const save = useMutation({
    mutationFn: (fields: Fields) =>
      person
        ? api<PersonDetail>(`/people/${person.id}`, { method: 'PATCH', body: changes(person, fields) })
        : api<PersonDetail>('/people', { method: 'POST', body: changes(null, fields) }),
    onSuccess: onDone,
  });
  const text = (
    name: string,
    more: { placeholder?: string; type?: string; required?: boolean; max?: number } = {},
  ) => (
    <Form.Item
      name={name}
      label={t(`field.${name}`)}
      rules={more.required ? [{ required: true, whitespace: true }] : []}
    >
      <Input
        autoComplete="off"
        type={more.type ?? 'text'}
        maxLength={more.max ?? 60}
        placeholder={more.placeholder}
      />
    </Form.Item>
  );
  const initial: Record<string, unknown> = person
    ? { ...person, idNumber: '', phone: '', guardianPhone: '' }
    : { kind: 'student', unitId, boarder: false };
  const keep = (masked: string | null | undefined): string => (masked ? t('form.keep', { masked }) : '');

  return (
    <Modal
      open
      title={person ? t('form.edit', { name: person.name }) : t('form.add')}
      footer={null}
      onCancel={onClose}
      width={640}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={save.mutate}
        className="lf-person-form"
      >
        {!person && (
          <>
            <Form.Item name="kind" label={t('list.kind')}>
              <Select options={['student', 'staff'].map((value) => ({ value, label: t(`kind.${value}`) }))} />
            </Form.Item>
            <Form.Item name="unitId" label={t('field.unit')} rules={[{ required: true }]}>
              <UnitPicker {...(kind === 'student' && { kind: 'class' })} />
            </Form.Item>
          </>
        )}
        {text('name', { required: true })}
        <Form.Item name="sex" label={t('field.sex')}>
          <Select
            allowClear
            options={['male', 'female'].map((value) => ({ value, label: t(`sex.${value}`) }))}
          />
        </Form.Item>
        {text('idNumber', { placeholder: keep(person?.idNumber), max: 30 })}
        {text('birthDate', { type: 'date' })}
        {text('studentNo', { max: 40 })}
        {kind === 'student' ? (
          <>
            {text('guardianName')}
            {text('guardianPhone', { placeholder: keep(person?.guardianPhone), type: 'tel', max: 30 })}
            <Form.Item name="boarder" valuePropName="checked" label={t('field.boarder')}>
              <Checkbox>{t('field.boards')}</Checkbox>
            </Form.Item>
            {text('room', { max: 40 })}
          </>
        ) : (
          <>
            {text('phone', { placeholder: keep(person?.ownPhone), type: 'tel', max: 30 })}
            {text('position', { max: 100 })}
          </>
        )}
        {text('address', { max: 200 })}
        <div className="lf-person-form-end">
          <FormProblem form={form} error={save.error} />
          <Button type="primary" htmlType="submit" loading={save.isPending} block>
            {t('common:action.save')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
