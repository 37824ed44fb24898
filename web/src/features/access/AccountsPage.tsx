import type { AccountView, HandedOutPassword } from '@lianfang/contract/account';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { usePages } from '../../lib/usePages.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { AccountDetail } from './AccountDetail.tsx';
import { NewAccount } from './NewAccount.tsx';
import { OncePassword } from './OncePassword.tsx';
import { useAccountColumns } from './useAccountColumns.tsx';
import { useUnitFilter } from './useUnitFilter.ts';

type Action = 'reset-password' | 'disable' | 'enable';

/** Accounts with a post in a unit and below: open one, hand out a password, disable. */
export default function AccountsPage() {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const { unitId, unitName, filters, setFilters } = useUnitFilter('post.manage');
  const [opened, setOpened] = useState<AccountView | null>(null);
  const [creating, setCreating] = useState(false);
  const [handed, setHanded] = useState<HandedOutPassword | null>(null);
  const columns = useAccountColumns();

  const list = usePages<{ rows: AccountView[]; next?: string }>({
    name: 'accounts',
    path: '/accounts',
    query: { unit: unitId, q: filters.q },
    enabled: unitId !== undefined,
  });
  const act = useMutation({
    mutationFn: ({ id, action }: { id: string; action: Action }) =>
      api<HandedOutPassword>(`/accounts/${id}/${action}`, { method: 'POST' }),
    onSuccess: (answer, { action }) => {
      if (action === 'reset-password') setHanded(answer);
      setOpened(null);
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });

  return (
    <Page
      title={t('accounts.title')}
      subtitle={t('accounts.text')}
      actions={
        <Button type="primary" onClick={() => setCreating(true)}>
          {t('accounts.new')}
        </Button>
      }
      filters={
        <>
          <UnitPicker
            value={unitId}
            valueName={unitName}
            onChange={(unit) => setFilters({ unit: unit ?? '' })}
          />
          <Input.Search
            data-search
            aria-label={t('accounts.search')}
            placeholder={t('accounts.search')}
            defaultValue={filters.q}
            allowClear
            onSearch={(q) => setFilters({ q })}
            style={{ width: 240 }}
          />
        </>
      }
    >
      <ProblemAlert error={list.error} onRetry={list.again} />
      {handed && <OncePassword handed={handed} onClose={() => setHanded(null)} />}
      <DataTable<AccountView>
        id="access.accounts"
        label={t('accounts.title')}
        columns={columns}
        rows={list.rows}
        rowKey={(a) => a.id}
        loading={list.loading}
        onOpen={setOpened}
        onMore={list.onMore}
        loadingMore={list.loadingMore}
        empty={<Empty title={t('accounts.empty')}>{t('accounts.emptyText')}</Empty>}
      />
      <AccountDetail
        account={opened}
        busy={act.isPending}
        error={act.error}
        onAct={(action) => opened && act.mutate({ id: opened.id, action })}
        onClose={() => setOpened(null)}
      />
      {creating && (
        <NewAccount
          unitId={unitId}
          unitName={unitName}
          onDone={(made) => {
            setCreating(false);
            setHanded(made);
            void client.invalidateQueries({ queryKey: ['accounts'] });
          }}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  );
}
