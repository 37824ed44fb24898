import type { DemoAccounts } from '@lianfang/contract/setup';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { inWords } from '../../lib/words.ts';

interface Props {
  readonly busy: boolean;
  readonly onPick: (body: { username: string; password: string }) => void;
}

/** In demo mode only: one account for each post, entered with a tap. */
export function DemoList({ busy, onPick }: Props) {
  const { t } = useTranslation('session');
  const { data } = useQuery({
    queryKey: ['demo-accounts'],
    queryFn: ({ signal }) => api<DemoAccounts>('/demo/accounts', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const password = data?.password;
  if (!data || password === undefined || data.accounts.length === 0) return null;
  return (
    <section className="lf-card lf-door-card">
      <h2>{t('demo.title')}</h2>
      <p className="lf-field-hint">{t('demo.text')}</p>
      <ul className="lf-demo-list">
        {data.accounts.map((a) => (
          <li key={a.username}>
            <button type="button" disabled={busy} onClick={() => onPick({ username: a.username, password })}>
              <b>{inWords(a.postZh, a.postEn)}</b>
              <span>
                {a.unitName} {a.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
