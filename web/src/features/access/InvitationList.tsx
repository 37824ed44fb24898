import type { InvitationView } from '@lianfang/contract/invitation';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { said } from '../../lib/words.ts';
import { DataTable } from '../../ui/DataTable.tsx';

interface Props {
  readonly rows: readonly InvitationView[] | undefined;
  readonly loading: boolean;
  readonly onRevoke: (id: string) => void;
}

/** What became of each invitation; open ones can be withdrawn. */
export function InvitationList({ rows, loading, onRevoke }: Props) {
  const { t } = useTranslation('access');
  const format = useFormat();
  return (
    <DataTable<InvitationView>
      id="access.invitations"
      label={t('invite.title')}
      rows={rows}
      loading={loading}
      rowKey={(i) => i.id}
      columns={[
        { key: 'unit', title: t('field.unit'), dataIndex: 'unitName' },
        { key: 'post', title: t('field.post'), render: (_, i) => said(i.postName) },
        { key: 'state', title: t('column.state'), render: (_, i) => t(`invite.state.${i.state}`) },
        { key: 'who', title: t('invite.acceptedBy'), render: (_, i) => i.acceptedByName ?? '' },
        { key: 'issued', title: t('invite.issuedAt'), render: (_, i) => format.instant(i.createdAt) },
        { key: 'until', title: t('invite.until'), render: (_, i) => format.instant(i.expiresAt) },
        {
          key: 'act',
          title: t('invite.act'),
          render: (_, i) =>
            i.state === 'open' && (
              <Button size="small" danger onClick={() => onRevoke(i.id)}>
                {t('invite.revoke')}
              </Button>
            ),
        },
      ]}
    />
  );
}
