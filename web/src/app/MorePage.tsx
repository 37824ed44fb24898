import './more.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../lib/session.ts';
import { Icon } from '../ui/Icon.tsx';
import { Page } from '../ui/Page.tsx';
import { navFor } from './features.ts';

/** On phones: everything that has no tab of its own. */
export function MorePage() {
  const { t } = useTranslation();
  const { session } = useSession();
  if (!session) return null;
  return (
    <Page title={t('common:nav.more')}>
      <nav className="lf-more" aria-label={t('common:nav.more')}>
        {navFor(session).map((item) => (
          <Link key={item.path} to={item.path as never}>
            <Icon name={item.icon} />
            <span>{t(`nav:${item.labelKey}`)}</span>
            <Icon name="right" size={16} />
          </Link>
        ))}
      </nav>
    </Page>
  );
}
