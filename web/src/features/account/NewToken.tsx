import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Select } from '../../ui/Select.tsx';

interface Fields {
  readonly name: string;
  readonly days: number;
  readonly permissions: string[];
}

/** A name, an end, and what it may do: everything the account may, unless narrowed. */
export function NewToken({
  permissions,
  onMade,
}: {
  permissions: readonly string[];
  onMade: (secret: string) => void;
}) {
  const { t } = useTranslation(['account', 'permissions']);
  const [open, setOpen] = useState(false);
  const make = useMutation({
    mutationFn: ({ permissions: chosen, ...rest }: Fields) =>
      api<{ secret: string }>('/tokens', {
        method: 'POST',
        body: { ...rest, ...(chosen.length < permissions.length && { permissions: chosen }) },
      }),
    onSuccess: ({ secret }) => {
      onMade(secret);
      setOpen(false);
    },
  });
  if (!open) return <Button onClick={() => setOpen(true)}>{t('tokens.new')}</Button>;
  return (
    <Form<Fields>
      layout="vertical"
      initialValues={{ days: 90, permissions: [...permissions] }}
      onFinish={make.mutate}
    >
      <Form.Item name="name" label={t('tokens.name')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="days" label={t('tokens.days')}>
        <Select
          options={[7, 30, 90, 180, 365].map((days) => ({
            value: days,
            label: t('tokens.dayCount', { count: days }),
          }))}
        />
      </Form.Item>
      <Form.Item name="permissions" label={t('tokens.scope')} rules={[{ type: 'array', min: 1 }]}>
        <Checkbox.Group
          className="lf-check-grid"
          options={permissions.map((p) => ({ value: p, label: t(`permissions:${p.replace('.', '-')}`) }))}
        />
      </Form.Item>
      <ProblemAlert error={make.error} />
      <div className="lf-row">
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('tokens.make')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('common:action.cancel')}</Button>
      </div>
    </Form>
  );
}
