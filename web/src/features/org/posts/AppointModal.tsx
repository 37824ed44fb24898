import type { UnitView } from '@lianfang/contract/org';
import type { AppointmentInput } from '@lianfang/contract/orgPosts';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { App, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { stillFitting } from '../../../lib/stillFitting.ts';
import { said } from '../../../lib/words.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { Select } from '../../../ui/Select.tsx';

interface AccountOption {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly posts: readonly { readonly postName: string; readonly unitName: string }[];
}
interface Props {
  readonly unit: UnitView;
  readonly postKind: string;
  readonly today: string;
  readonly onClose: () => void;
}

/** Chooses among accounts at or near the unit; new people come in by invitation. */
export function AppointModal({ unit, postKind, today, onClose }: Props) {
  const { t } = useTranslation('org');
  const { message } = App.useApp();
  const [form] = Form.useForm<AppointmentInput>();
  const [q, setQ] = useState('');
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['accounts', 'pick', unit.id, q],
    queryFn: ({ signal }) =>
      api<{ rows: AccountOption[] }>('/accounts', { query: { unit: unit.id, q, limit: 30 }, signal }),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows ?? [];
  const rows = isPlaceholderData ? stillFitting(found, q, (a) => `${a.name} ${a.username}`) : found;
  const appoint = useMutation({
    mutationFn: ({ to, ...values }: AppointmentInput) =>
      api(`/units/${unit.id}/posts`, { method: 'POST', body: { ...values, ...(to && { to }), postKind } }),
    onSuccess: () => {
      message.success(t('post.appointed'));
      changed('account');
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('post.appointTitle', { unit: unit.name })}
      okText={t('post.appoint')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={appoint.isPending}
    >
      <FormProblem form={form} error={appoint.error} />
      <Form form={form} layout="vertical" initialValues={{ from: today }} onFinish={appoint.mutate}>
        <Form.Item
          name="accountId"
          label={t('post.account')}
          extra={t('post.accountHint')}
          rules={[{ required: true, message: t('operation.required') }]}
        >
          <Select
            showSearch={{ filterOption: false, onSearch: setQ }}
            loading={isFetching}
            placeholder={t('operation.required')}
            notFoundContent={t(isFetching ? 'common:loading' : 'post.noAccount')}
            options={rows.map((a) => ({ value: a.id, label: a.name, account: a }))}
            optionRender={(option) => (
              <span className="lf-unit-option">
                <span>
                  {option.data.account.name} <span className="lf-muted">{option.data.account.username}</span>
                </span>
                <small>
                  {option.data.account.posts
                    .map((p) => `${p.unitName} ${said(p.postName)}`)
                    .join(t('common:listSeparator'))}
                </small>
              </span>
            )}
          />
        </Form.Item>
        <Form.Item name="from" label={t('post.from')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={t('post.to')} extra={t('post.toHint')}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="backup" valuePropName="checked">
          <Checkbox>{t('post.asBackup')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
