import './top.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { languages } from '../lib/i18n.ts';
import { chooseLanguage, signOut, useSession } from '../lib/session.ts';
import { useFormat } from '../lib/useFormat.ts';
import { said } from '../lib/words.ts';
import { Icon } from '../ui/Icon.tsx';
import { Bell } from './Bell.tsx';
import { Menu } from './Menu.tsx';
import { Unsent } from './Unsent.tsx';

/** Unit and date on the left; language and account on the right. */
export function TopBar() {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const format = useFormat();
  const navigate = useNavigate();
  if (!session) return <header className="lf-top" />;
  const [first, ...others] = session.holdings;
  return (
    <header className="lf-top">
      <div className="lf-top-where">
        <strong>{first?.unitName ?? t('common:product')}</strong>
        <span className="lf-top-date">{format.date(session.today)}</span>
        {session.demo && <span className="lf-demo">{t('common:demo')}</span>}
      </div>
      <Unsent accountId={session.account.id} />
      <Bell />
      <Menu
        label={t('common:language', { name: t(`common:languages.${i18n.language}`) })}
        summary={
          <>
            <Icon name="language" size={18} />
            <span className="lf-menu-word">{t(`common:languages.${i18n.language}`)}</span>
          </>
        }
      >
        {languages.map((l) => (
          <button
            key={l}
            type="button"
            lang={l}
            aria-pressed={l === i18n.language}
            onClick={() => void chooseLanguage(l)}
          >
            {t(`common:languages.${l}`)}
          </button>
        ))}
      </Menu>
      <Menu
        label={t('common:account.menu', { name: session.account.name })}
        summary={
          <>
            <Icon name="person" size={18} />
            <span className="lf-menu-word">{session.account.name}</span>
          </>
        }
      >
        <div className="lf-menu-head">
          {session.account.name}
          {first && <small>{`${first.unitName} · ${said(first.postName)}`}</small>}
          {others.length > 0 && <small>{t('common:account.others', { count: others.length })}</small>}
        </div>
        <Link to={'/account' as never}>
          <Icon name="key" size={18} />
          {t('common:account.settings')}
        </Link>
        <Link to={'/access/explain' as never}>
          <Icon name="question" size={18} />
          {t('common:account.explain')}
        </Link>
        <button type="button" onClick={() => void signOut().then(() => navigate({ to: '/login' as never }))}>
          <Icon name="leave" size={18} />
          {t('common:account.signOut')}
        </button>
      </Menu>
    </header>
  );
}
