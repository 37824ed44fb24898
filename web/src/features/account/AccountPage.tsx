import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { said } from '../../lib/words.ts';
import { Page } from '../../ui/Page.tsx';
import { Devices } from './Devices.tsx';
import { OwnPassword } from './OwnPassword.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Section } from './Section.tsx';
import { Tokens } from './Tokens.tsx';

/** One's own account: posts, password, second factor, devices, personal API tokens. */
export default function AccountPage() {
  const { t } = useTranslation('account');
  const { session } = useSession();
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
                {h.unitName} <b>{said(h.postName)}</b>
                {h.backup && ` (${t('posts.backup')})`}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('password.title')} text={t('password.text')}>
        <OwnPassword username={session.account.username} />
      </Section>
      <SecondFactor on={session.account.twoFactor} />
      <Devices />
      <Tokens permissions={session.permissions} />
    </Page>
  );
}
