import type { SetupState } from '@lianfang/contract/setup';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { Door } from '../../ui/Door.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { AdministratorForm } from './AdministratorForm.tsx';
import { DemoLoader } from './DemoLoader.tsx';

/** The token of the printed link is after the `#`: it reaches neither logs nor referrers. */
function linkToken(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get('token');
}

/** First run: make the administrator and the first unit, or load the demo county. */
export default function SetupPage() {
  const { t } = useTranslation('setup');
  const [token] = useState(linkToken);
  const [choice, setChoice] = useState<'administrator' | 'demo'>('administrator');
  const state = useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => api<SetupState>('/setup', { signal }),
  });

  if (state.error) {
    return (
      <Door title={t('title')}>
        <ProblemAlert error={state.error} onRetry={() => void state.refetch()} />
      </Door>
    );
  }
  if (!state.data) return null;
  if (!state.data.needed && state.data.demo !== 'loading') {
    return (
      <Door title={t('done.title')}>
        <p>{t('done.text')}</p>
        <Link to={'/login' as never} className="lf-button lf-button-primary">
          {t('done.signIn')}
        </Link>
      </Door>
    );
  }
  if (state.data.demo === 'loading') {
    return (
      <Door title={t('demo.title')} wide>
        <DemoLoader token={token ?? ''} running />
      </Door>
    );
  }
  if (token === null) {
    return (
      <Door title={t('title')}>
        <p>{t('noToken.text')}</p>
        <p>
          <code>http://127.0.0.1:…/setup#token=…</code>
        </p>
      </Door>
    );
  }
  return (
    <Door title={t('title')} wide>
      <fieldset className="lf-setup-choice">
        <legend className="lf-sr">{t('title')}</legend>
        {(['administrator', 'demo'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="choice" checked={choice === one} onChange={() => setChoice(one)} />
            <span>
              <b>{t(`choice.${one}`)}</b>
              <small>{t(`choice.${one}Text`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {choice === 'administrator' ? <AdministratorForm token={token} /> : <DemoLoader token={token} />}
    </Door>
  );
}
