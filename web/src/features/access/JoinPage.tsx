import type { InvitationOffer } from '@lianfang/contract/invitation';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { refreshSession, useSession } from '../../lib/session.ts';
import { said } from '../../lib/words.ts';
import { Door } from '../../ui/Door.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { JoinForm } from './JoinForm.tsx';

/** Where the QR code of an invitation leads: shows the post, then makes the account or adds the post to one's own. */
export default function JoinPage() {
  const { t } = useTranslation('access');
  const navigate = useNavigate();
  const [secret] = useState(() => window.location.hash.slice(1));
  const { session } = useSession();
  const offer = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => api<InvitationOffer>('/invitations/read', { method: 'POST', body: { secret } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const arrive = async (): Promise<void> => {
    await refreshSession();
    await navigate({ to: '/', replace: true });
  };
  const take = useMutation({
    mutationFn: () => api('/invitations/accept-own', { method: 'POST', body: { secret } }),
    onSuccess: arrive,
  });
  return (
    <Door title={t('join.title')}>
      <ProblemAlert error={offer.error ?? take.error} />
      {offer.data && (
        <>
          <p className="lf-offer">
            {offer.data.aboveName} {offer.data.unitName} <b>{said(offer.data.postName)}</b>
            {offer.data.backup && ` (${t('join.backup')})`}
          </p>
          {session ? (
            <div className="lf-form">
              <p>{t('join.own', { name: session.account.name })}</p>
              <button
                type="button"
                className="lf-button lf-button-primary"
                disabled={take.isPending}
                onClick={() => take.mutate()}
              >
                {t('join.take')}
              </button>
            </div>
          ) : (
            <JoinForm secret={secret} onDone={arrive} />
          )}
        </>
      )}
    </Door>
  );
}
