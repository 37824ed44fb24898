import type { SetupProgress } from '@lianfang/contract/setup';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

const ASK_EVERY_MS = 700;

/** Loads the demo county and shows how far it is; leaving the page does not stop it. */
export function DemoLoader({ token, running = false }: { token: string; running?: boolean }) {
  const { t } = useTranslation('setup');
  const client = useQueryClient();
  const [since, setSince] = useState(() => (running ? Date.now() : 0));
  const start = useMutation({
    mutationFn: () => api('/setup/demo', { method: 'POST', body: { token } }),
    onMutate: () => setSince(Date.now()),
    // From now on the page shows nothing but the loading: the other choice is gone.
    onSuccess: () => client.invalidateQueries({ queryKey: ['setup'] }),
  });
  const begun = running || start.isSuccess;
  const { data: progress } = useQuery({
    queryKey: ['setup-progress'],
    queryFn: ({ signal }) => api<SetupProgress>('/setup/progress', { signal }),
    enabled: begun,
    refetchInterval: (query) =>
      query.state.data && ['done', 'failed'].includes(query.state.data.state) ? false : ASK_EVERY_MS,
  });

  if (!begun) {
    return (
      <div className="lf-form">
        <p>{t('demo.text')}</p>
        <ProblemAlert error={start.error} />
        <button
          type="button"
          className="lf-button lf-button-primary"
          disabled={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('demo.load')}
        </button>
      </div>
    );
  }
  if (progress?.state === 'done') {
    return (
      <div className="lf-form" role="status">
        <p>{t('demo.done')}</p>
        <Link to={'/login' as never} className="lf-button lf-button-primary">
          {t('done.signIn')}
        </Link>
      </div>
    );
  }
  if (progress?.state === 'failed') return <p className="lf-alert">{t('demo.failed')}</p>;
  const fraction = progress?.fraction ?? 0;
  const left = fraction > 0.05 ? Math.ceil(((Date.now() - since) / 1000) * (1 / fraction - 1)) : undefined;
  return (
    <div className="lf-form" role="status">
      <p>{progress?.step ? t(`step.${progress.step}`) : t('demo.starting')}</p>
      <progress className="lf-progress" value={fraction} max={1} aria-label={t('demo.title')} />
      <p className="lf-field-hint">
        {left === undefined
          ? t('demo.percent', { percent: Math.floor(fraction * 100) })
          : t('demo.left', { percent: Math.floor(fraction * 100), seconds: left })}
      </p>
    </div>
  );
}
