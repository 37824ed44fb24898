import type { Acknowledged, SchoolLine, SchoolLinePage } from '@lianfang/contract/reporting';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { changed } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { usePages } from '../../lib/usePages.ts';
import { CardList } from '../../ui/CardList.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import './board.css';
import { RowFilters } from './RowFilters.tsx';
import { LIVE, useWhere } from './useBoard.ts';
import { useSlots } from './useSlots.ts';

const STATES = ['missing', 'late', 'data', 'zero'];

/** What institutions sent upward, and whether both lines, education and street, hold the same version (S3-28). */
export default function LinesPage() {
  const { t } = useTranslation('board');
  const { can } = useSession();
  const format = useFormat();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const where = useWhere();
  const { slots, slot } = useSlots(where, 'any');
  const list = usePages<SchoolLinePage>({
    name: 'lines',
    path: '/reporting/schools',
    query: { unit: where.unit, date: where.date, slot, state: where.state, limit: 100 },
    enabled: where.unit !== '' && where.date !== '' && slot !== '',
    live: LIVE,
  });
  const acknowledge = useMutation({
    mutationFn: () =>
      api<Acknowledged>('/reporting/acknowledgements', {
        method: 'POST',
        body: { unit: where.unit, period: where.date, slot },
      }),
    onSuccess: (done) => {
      message.success(t(`line.done.${done.line}`, { count: done.count }));
      changed('school-report');
    },
  });
  const { rows } = list;
  const mark = (r: SchoolLine, version: number | null) =>
    r.version === null
      ? '–'
      : version === r.version
        ? t('line.version', { version })
        : version === null
          ? t('line.open')
          : t('line.behind', { version });
  const phone = usePhone();
  const territorial = (r: SchoolLine) => (r.hasTerritory ? mark(r, r.territorialVersion) : t('line.none'));
  const consistent = (r: SchoolLine) => {
    if (r.version === null) return '–';
    if (r.consistent) return t('line.same');
    const differ =
      r.mainVersion !== null && r.territorialVersion !== null && r.mainVersion !== r.territorialVersion;
    return (
      <span className={differ ? 'lf-alarm' : 'lf-muted'}>{t(differ ? 'line.differs' : 'line.waiting')}</span>
    );
  };
  const card = (r: SchoolLine) => (
    <span className="lf-row-card">
      <StatusMark status={r.state} />
      <span>
        <b>{r.schoolName}</b>
        <small className="lf-under">
          {t('line.sent')} {r.lastAt ? format.time(r.lastAt) : '–'} · {t('line.groups')} {r.received} /{' '}
          {r.expected}
          {r.figures && ` · ${t('ill')} ${r.figures.absentIll + r.figures.presentIll}`}
        </small>
        {r.version !== null && (
          <small className="lf-under">
            {t('line.main')} {mark(r, r.mainVersion)} · {t('line.territorial')} {territorial(r)} ·{' '}
            {consistent(r)}
          </small>
        )}
      </span>
    </span>
  );
  const columns: DataColumn<SchoolLine>[] = [
    {
      key: 'state',
      title: t('group.state'),
      render: (_, r) => <StatusMark status={r.state} label />,
    },
    { key: 'school', title: t('group.school'), render: (_, r) => r.schoolName },
    { key: 'due', title: t('group.due'), numeric: true, render: (_, r) => format.time(r.dueAt) },
    {
      key: 'sent',
      title: t('line.sent'),
      numeric: true,
      render: (_, r) => (r.lastAt ? format.time(r.lastAt) : '–'),
    },
    {
      key: 'groups',
      title: t('line.groups'),
      numeric: true,
      render: (_, r) => `${r.received} / ${r.expected}`,
    },
    {
      key: 'ill',
      title: t('ill'),
      numeric: true,
      render: (_, r) => (r.figures ? r.figures.absentIll + r.figures.presentIll : '–'),
    },
    { key: 'main', title: t('line.main'), render: (_, r) => mark(r, r.mainVersion) },
    {
      key: 'territorial',
      title: t('line.territorial'),
      render: (_, r) => territorial(r),
    },
    {
      key: 'consistent',
      title: t('line.consistent'),
      render: (_, r) => consistent(r),
    },
  ];
  const table = {
    label: t('line.title'),
    rows,
    rowKey: (r: SchoolLine) => r.schoolId,
    loading: list.loading,
    onOpen: (r: SchoolLine) =>
      void navigate({
        to: '/boards/school' as never,
        search: where.search({ unit: r.schoolId }) as never,
      }),
    onMore: list.onMore,
    empty: <Empty title={t('line.empty')}>{t('line.emptyText')}</Empty>,
  };
  const open = (rows ?? []).filter((r) => r.version !== null && !r.consistent).length;
  return (
    <Page
      title={t('line.title')}
      asOf={list.first?.asOf}
      subtitle={
        rows && (
          <span>
            {t('line.summary', {
              sent: rows.filter((r) => r.version !== null).length,
              of: rows.filter((r) => r.state !== 'exempt').length,
            })}
          </span>
        )
      }
      filters={<RowFilters where={where} slots={slots} slot={slot} states={STATES} />}
      actions={
        can('report.acknowledge') && (
          <button
            type="button"
            className="lf-button lf-button-primary"
            disabled={open === 0 || acknowledge.isPending}
            onClick={() => acknowledge.mutate()}
          >
            {t('line.acknowledge')}
          </button>
        )
      }
    >
      <ProblemAlert error={list.error ?? acknowledge.error} />
      {phone ? (
        <CardList {...table} card={card} />
      ) : (
        <DataTable id="board.lines" columns={columns} loadingMore={list.loadingMore} {...table} />
      )}
    </Page>
  );
}
