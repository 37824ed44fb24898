import type { AccountView } from '@lianfang/contract/account';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { said } from '../../lib/words.ts';
import type { DataColumn } from '../../ui/DataTable.tsx';

/** Words for what is unusual about an account; nothing for the ordinary one. */
export function useAccountState(): (account: AccountView) => string {
  const { t } = useTranslation('access');
  return (a) => {
    if (a.disabled) return t('state.disabled');
    if (a.locked) return t('state.locked');
    return a.mustChangePassword ? t('state.mustChange') : '';
  };
}

export function useAccountColumns(): readonly DataColumn<AccountView>[] {
  const { t } = useTranslation('access');
  const format = useFormat();
  const stateOf = useAccountState();
  return [
    { key: 'name', title: t('column.name'), dataIndex: 'name' },
    { key: 'username', title: t('column.username'), dataIndex: 'username' },
    {
      key: 'posts',
      title: t('column.posts'),
      render: (_, a) =>
        a.posts.map((p) => `${p.unitName} ${said(p.postName)}`).join(t('common:listSeparator')),
    },
    { key: 'state', title: t('column.state'), render: (_, a) => stateOf(a) },
    {
      key: 'twoFactor',
      title: t('column.twoFactor'),
      optional: true,
      render: (_, a) => t(a.twoFactor ? 'yes' : 'no'),
    },
    {
      key: 'lastSeen',
      title: t('column.lastSeen'),
      render: (_, a) => (a.lastSeenAt ? format.instant(a.lastSeenAt) : t('never')),
    },
  ];
}
