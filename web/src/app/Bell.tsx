import type { Inbox } from '@lianfang/contract/notify';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../lib/api.ts';
import { Icon } from '../ui/Icon.tsx';

const MOST_SHOWN = 99;

/** The way to the inbox, with how many notices are unread; a new one is said aloud. */
export function Bell() {
  const { t } = useTranslation();
  const { data: unread = 0 } = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: async ({ signal }) =>
      (await api<Inbox>('/notifications', { query: { unread: true, limit: 1 }, signal })).unread,
    meta: { live: ['notification'] },
  });
  const words = unread > 0 ? t('common:inbox.unread', { count: unread }) : '';
  return (
    <>
      <Link to={'/notices' as never} className="lf-top-link lf-bell" title={words || t('common:inbox.title')}>
        <Icon name="bell" size={18} />
        <span className="lf-sr">{t('common:inbox.title')}</span>
        {unread > 0 && <b aria-hidden="true">{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</b>}
      </Link>
      <span className="lf-sr" role="status">
        {words}
      </span>
    </>
  );
}
