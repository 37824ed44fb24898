import type { Inbox, NoticeView } from '@lianfang/contract/notify';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { changed } from '../../lib/live.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { usePages } from '../../lib/usePages.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import './notice.css';

/** Kinds with a text of their own: `text.<kind with dashes>`. */
const KINDS = ['reminder-check', 'reminder-school', 'reminder-groups'];

/** A web path with its query, as the router wants them. */
function target(link: string): { to: string; search: Record<string, string> } {
  const [path = '/', query = ''] = link.split('?');
  return { to: path, search: Object.fromEntries(new URLSearchParams(query)) };
}

/** The inbox: what is asked of me, newest first, with the way to settle it and how it was delivered elsewhere. */
export default function NoticesPage() {
  const { t } = useTranslation('notice');
  const list = usePages<Inbox>({ name: 'notices', path: '/notifications', live: ['notification'] });
  const read = useMutation({
    mutationFn: (ids?: readonly string[]) =>
      api('/notifications/read', { method: 'POST', body: ids ? { ids } : {} }),
    onSuccess: () => changed('notification'),
  });
  if (list.loading) return <PageSkeleton />;
  const rows = list.rows ?? [];
  const unread = list.first?.unread ?? 0;
  return (
    <Page
      title={t('title')}
      subtitle={t('unread', { count: unread })}
      narrow
      actions={
        unread > 0 && (
          <button type="button" className="lf-button" onClick={() => read.mutate(undefined)}>
            {t('readAll')}
          </button>
        )
      }
    >
      <ProblemAlert error={list.error ?? read.error} onRetry={list.again} />
      {rows.length === 0 && !list.error && <Empty title={t('none')}>{t('noneText')}</Empty>}
      <ul className="lf-notices">
        {rows.map((n) => (
          <Notice key={n.id} notice={n} onRead={() => n.readAt === null && read.mutate([n.id])} />
        ))}
      </ul>
      {list.onMore && (
        <button type="button" className="lf-button" onClick={list.onMore}>
          {t('common:table.more')}
        </button>
      )}
    </Page>
  );
}

function Notice({ notice, onRead }: { notice: NoticeView; onRead: () => void }) {
  const { t } = useTranslation('notice');
  const format = useFormat();
  const { params } = notice;
  const dashed = notice.kind.replaceAll('.', '-');
  const kind = KINDS.includes(dashed) ? dashed : 'other';
  const names = Array.isArray(params.names) ? params.names.map(String) : [];
  const date = typeof params.date === 'string' ? format.dayMonth(params.date) : '';
  const due = typeof params.dueAt === 'string' ? format.time(params.dueAt) : '';
  const slot = t(`slot.${String(params.slot)}`, { defaultValue: String(params.slot ?? '') });
  const count = Number(params.count ?? 0);
  return (
    <li className={notice.readAt === null ? 'lf-notice-unread' : undefined}>
      <p>
        <strong>{t(`text.${kind}`, { date, slot, due, count })}</strong>
        <time>{format.instant(notice.createdAt)}</time>
      </p>
      <p className="lf-muted">
        {names.join('、')}
        {count > names.length && names.length > 0 && t('andMore', { count: count - names.length })}
      </p>
      {notice.deliveries.map((d) => (
        <p key={d.channel} className="lf-muted">
          {t(`delivery.${d.state}`, { channel: d.channel, error: d.error ?? '' })}
        </p>
      ))}
      {notice.link && (
        <Link
          className="lf-button"
          to={target(notice.link).to as never}
          search={target(notice.link).search as never}
          onClick={onRead}
        >
          {t('open')}
        </Link>
      )}
    </li>
  );
}
