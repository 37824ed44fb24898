import './shell.css';
import { Link, Outlet } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../lib/live.ts';
import { useSession } from '../lib/session.ts';
import { Icon } from '../ui/Icon.tsx';
import { PageSkeleton } from '../ui/Skeleton.tsx';
import { Banners } from './Banners.tsx';
import { type NavItem, navFor } from './features.ts';
import { KeyHelp } from './KeyHelp.tsx';
import { TopBar } from './TopBar.tsx';

const TABS = 4;
const SETTINGS_FROM = 80;

function NavLink({ item, className }: { item: NavItem; className?: string }) {
  const { t } = useTranslation();
  return (
    <Link to={item.path as never} className={className} activeProps={{ 'aria-current': 'page' }}>
      <Icon name={item.icon} />
      <span>{t(`nav:${item.labelKey}`)}</span>
    </Link>
  );
}

/** Navigation at the left on a desktop, as tabs at the bottom on a phone; top bar; the page. No antd in here. */
export function Shell() {
  const { t } = useTranslation();
  const { session } = useSession();
  const items = useMemo(() => (session ? navFor(session) : []), [session]);
  useLive(session !== null);
  const phone = items.filter((i) => i.phone).slice(0, TABS);
  return (
    <div className="lf-shell">
      <a className="lf-skip" href="#content">
        {t('common:nav.skip')}
      </a>
      <aside className="lf-side">
        <Link to="/" className="lf-brand">
          <img src="/icon.svg" width="26" height="26" alt="" />
          {t('common:product')}
        </Link>
        <nav aria-label={t('common:nav.main')}>
          <ul>
            {items.map((item, i) => (
              <li key={item.path}>
                {item.order >= SETTINGS_FROM && (items[i - 1]?.order ?? SETTINGS_FROM) < SETTINGS_FROM && (
                  <div className="lf-nav-gap" />
                )}
                <NavLink item={item} className="lf-nav" />
              </li>
            ))}
          </ul>
        </nav>
      </aside>
      <TopBar />
      <main className="lf-main" id="content" tabIndex={-1}>
        <Banners />
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <nav className="lf-tabs" aria-label={t('common:nav.tabs')}>
        <ul>
          {phone.map((item) => (
            <li key={item.path}>
              <NavLink item={item} />
            </li>
          ))}
          <li>
            <NavLink item={{ path: '/more', labelKey: 'common.more', icon: 'more', order: 99 }} />
          </li>
        </ul>
      </nav>
      <KeyHelp items={items} />
    </div>
  );
}
