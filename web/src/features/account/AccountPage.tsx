import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { Page } from '../../ui/Page.tsx';
import { PasswordForm } from '../../ui/PasswordForm.tsx';
import { Devices } from './Devices.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Section } from './Section.tsx';
import { Tokens } from './Tokens.tsx';

/** One's own account: posts, password, second factor, devices, personal API tokens. */
export default function AccountPage() {
  const { t } = useTranslation('account');
  const { session } = useSession();
  const { message } = App.useApp();
  const [done, setDone] = useState(0);
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) =>
      api('/session/password', { method: 'PUT', body }),
    onSuccess: () => {
      setDone((n) => n + 1);
      void message.success(t('password.changed'));
    },
  });
  if (!session) return null;
  return (
    <Page title={t('title')} subtitle={`${session.account.name} (${session.account.username})`} narrow>
      <Section title={t('posts.title')} text={t('posts.text')}>
        {session.holdings.length === 0 ? (
          <p>{t('posts.none')}</p>
        ) : (
          <ul className="lf-plain">
            {session.holdings.map((h) => (
              <li key={h.id}>
                {h.unitName} <b>{h.postName}</b>
                {h.backup && ` (${t('posts.backup')})`}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('password.title')} text={t('password.text')}>
        <div className="lf-narrow">
          <PasswordForm
            key={done}
            username={session.account.username}
            busy={change.isPending}
            error={change.error}
            onSubmit={change.mutate}
          />
        </div>
      </Section>
      <SecondFactor on={session.account.twoFactor} />
      <Devices />
      <Tokens permissions={session.permissions} />
    </Page>
  );
}
