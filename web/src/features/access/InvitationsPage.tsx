import type { InvitationView, IssuedInvitation } from '@lianfang/contract/invitation';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { InvitationList } from './InvitationList.tsx';
import { InvitationSheet } from './InvitationSheet.tsx';
import { IssueForm } from './IssueForm.tsx';
import { useUnitFilter } from './useUnitFilter.ts';

/** Invitations by QR code: issue for many classes at once, print, see which were used, withdraw. */
export default function InvitationsPage() {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const { unitId, unitName, setFilters } = useUnitFilter('post.manage');
  const [issuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<readonly IssuedInvitation[] | null>(null);
  const list = useQuery({
    queryKey: ['invitations', unitId],
    queryFn: ({ signal }) =>
      api<{ rows: InvitationView[] }>('/invitations', { query: { unit: unitId }, signal }),
    enabled: unitId !== undefined,
  });
  const reload = () => client.invalidateQueries({ queryKey: ['invitations'] });
  const revoke = useMutation({
    mutationFn: (id: string) => api(`/invitations/${id}`, { method: 'DELETE' }),
    onSuccess: reload,
  });

  if (issued) return <InvitationSheet issued={issued} onClose={() => setIssued(null)} />;
  const issue = (
    <Button type="primary" onClick={() => setIssuing(true)}>
      {t('invite.new')}
    </Button>
  );
  return (
    <Page
      title={t('invite.title')}
      subtitle={t('invite.text')}
      actions={issue}
      filters={
        <UnitPicker
          value={unitId}
          valueName={unitName}
          onChange={(unit) => setFilters({ unit: unit ?? '' })}
        />
      }
    >
      <ProblemAlert error={list.error ?? revoke.error} onRetry={() => void list.refetch()} />
      {list.data?.rows.length === 0 ? (
        <Empty title={t('invite.empty')} action={issue}>
          {t('invite.emptyText')}
        </Empty>
      ) : (
        <InvitationList rows={list.data?.rows} loading={list.isPending} onRevoke={revoke.mutate} />
      )}
      {issuing && unitId && (
        <IssueForm
          unitId={unitId}
          onIssued={(rows) => {
            setIssuing(false);
            setIssued(rows);
            void reload();
          }}
          onClose={() => setIssuing(false)}
        />
      )}
    </Page>
  );
}
