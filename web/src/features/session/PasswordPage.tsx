import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { refreshSession, signOut, useSession } from '../../lib/session.ts';
import { Door } from '../../ui/Door.tsx';
import { PasswordForm } from '../../ui/PasswordForm.tsx';

/** A password that somebody else chose must be replaced before anything else. */
export default function PasswordPage() {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const { session } = useSession();
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) =>
      api('/session/password', { method: 'PUT', body }),
    onSuccess: async () => {
      await refreshSession();
      await navigate({ to: '/', replace: true });
    },
  });
  return (
    <Door title={t('password.title')}>
      {session?.mustChangePassword && <p>{t('password.why')}</p>}
      <PasswordForm
        username={session?.account.username ?? ''}
        busy={change.isPending}
        error={change.error}
        onSubmit={change.mutate}
      />
      <div className="lf-door-foot">
        <button
          type="button"
          className="lf-link"
          onClick={() => void signOut().then(() => navigate({ to: '/login' as never }))}
        >
          {t('password.later')}
        </button>
      </div>
    </Door>
  );
}
