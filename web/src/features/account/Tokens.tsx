import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { localParts } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { NewToken } from './NewToken.tsx';
import { Section } from './Section.tsx';
import { useTokens } from './useTokens.ts';

/** Personal API tokens: for programs that report or read in one's name. */
export function Tokens({ permissions }: { permissions: readonly string[] }) {
  const { t } = useTranslation('account');
  const format = useFormat();
  const zone = useSession().session!.zone;
  const client = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const { data, error } = useTokens();
  const reload = () => client.invalidateQueries({ queryKey: ['tokens'] });
  const revoke = useMutation({
    mutationFn: (id: string) => api(`/tokens/${id}`, { method: 'DELETE' }),
    onSuccess: reload,
  });
  return (
    <Section title={t('tokens.title')} text={t('tokens.text')}>
      {secret && (
        <div className="lf-note lf-once">
          <p>
            <b>{t('tokens.once')}</b>
          </p>
          <p>
            <code className="lf-secret">{secret}</code>
          </p>
          <CopyButton text={secret} />
        </div>
      )}
      <ProblemAlert error={error ?? revoke.error} />
      <ul className="lf-list">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <div>
              <b>{row.name}</b> <code>…{row.hint}</code>
              <div className="lf-muted">
                {row.permissions ? t('tokens.some', { count: row.permissions.length }) : t('tokens.all')}
                {' · '}
                {t('tokens.until', { date: format.date(localParts(row.expiresAt, zone).date) })}
                {' · '}
                {row.lastUsedOn
                  ? t('tokens.used', { date: format.date(row.lastUsedOn) })
                  : t('tokens.unused')}
              </div>
            </div>
            <Button size="small" danger onClick={() => revoke.mutate(row.id)}>
              {t('tokens.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <NewToken
        permissions={permissions}
        onMade={(made) => {
          setSecret(made);
          void reload();
        }}
      />
    </Section>
  );
}
