import type { GroupStatus, GroupStatusPage } from '@lianfang/contract/reporting';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { DateSlotBar } from '../../ui/DateSlotBar.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import './board.css';
import { type Remind, RemindDialog } from './RemindDialog.tsx';
import { LIVE, useWhere } from './useBoard.ts';

/** What is owed comes first. Empty: all. */
const STATES = ['', 'missing', 'pending', 'late', 'data', 'zero', 'exempt'] as const;
const ON_PHONE = ['state', 'name', 'first', 'reminded'];

/** The rows behind the numbers: every group with what became of its duty. */
export default function GroupsPage() {
  const { t } = useTranslation('board');
  const { can } = useSession();
  const format = useFormat();
  const navigate = useNavigate();
  const where = useWhere();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [remind, setRemind] = useState<Remind | null>(null);
  const slot = where.slot || 'morning';
  const query = useInfiniteQuery({
    queryKey: ['groups', where.unit, where.date, slot, where.state],
    queryFn: ({ signal, pageParam }) =>
      api<GroupStatusPage>('/reporting/groups', {
        query: { unit: where.unit, date: where.date, slot, state: where.state, after: pageParam },
        signal,
      }),
    enabled: where.unit !== '' && where.date !== '',
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    meta: { live: LIVE },
  });
  const phone = usePhone();
  const rows = query.data?.pages.flatMap((p) => p.rows);
  const nameOf = (r: GroupStatus): string =>
    r.unitId === r.schoolId ? t('group.itself') : r.name.startsWith(r.path) ? r.name : `${r.path} ${r.name}`;
  const columns: DataColumn<GroupStatus>[] = [
    {
      key: 'state',
      title: t('group.state'),
      render: (_, r) => <StatusMark status={r.state} label={!phone} />,
    },
    { key: 'school', title: t('group.school'), render: (_, r) => r.schoolName },
    {
      key: 'name',
      title: t('group.name'),
      render: (_, r) =>
        phone ? (
          <>
            {nameOf(r)}
            <small className="lf-under">{r.schoolName}</small>
          </>
        ) : (
          nameOf(r)
        ),
    },
    { key: 'due', title: t('group.due'), numeric: true, render: (_, r) => format.time(r.dueAt) },
    {
      key: 'first',
      title: t('group.first'),
      numeric: true,
      render: (_, r) => (r.firstAt ? format.time(r.firstAt) : '–'),
    },
    {
      key: 'reminded',
      title: t('group.reminded'),
      numeric: true,
      render: (_, r) => (r.remindedAt ? format.time(r.remindedAt) : '–'),
    },
    {
      key: 'reason',
      title: t('group.reason'),
      render: (_, r) => r.exempt && (r.exempt.reason ?? t(`exempt.${r.exempt.kind}`)),
    },
  ];
  const owing = (rows ?? []).some((r) => r.state === 'missing' || r.state === 'pending');
  return (
    <Page
      title={t('group.title')}
      asOf={query.data?.pages[0]?.asOf}
      filters={
        <>
          <DateSlotBar
            date={where.date}
            today={where.today}
            onDate={(date) => where.set({ date: date === where.today ? '' : date })}
            slots={(['morning', 'noon', 'evening'] as const).map((code) => ({
              code,
              name: t(`slot.${code}`),
            }))}
            slot={slot}
            onSlot={(code) => where.set({ slot: code })}
          />
          <UnitPicker
            value={where.unit}
            valueName={where.unit === where.own?.unitId ? where.own.unitName : undefined}
            onChange={(unit) => unit && where.set({ unit })}
          />
          <fieldset className="lf-joined">
            <legend className="lf-sr">{t('group.state')}</legend>
            {STATES.map((s) => (
              <button
                key={s}
                type="button"
                aria-pressed={where.state === s}
                onClick={() => where.set({ state: s })}
              >
                {s ? t(`common:status.${s}`) : t('group.all')}
              </button>
            ))}
          </fieldset>
        </>
      }
      actions={
        can('report.remind') &&
        owing && (
          <button
            type="button"
            className="lf-button lf-button-primary"
            onClick={() =>
              setRemind({
                unit: where.unit,
                period: where.date,
                slot,
                level: 'group',
                ...(selected.length > 0 && { units: selected }),
              })
            }
          >
            <Icon name="bell" size={16} />
            {selected.length > 0 ? t('remind.selected', { count: selected.length }) : t('remind.all')}
          </button>
        )
      }
    >
      <ProblemAlert error={query.error} />
      <DataTable
        id={phone ? 'board.groups.phone' : 'board.groups'}
        label={t('group.title')}
        columns={phone ? columns.filter((c) => ON_PHONE.includes(c.key)) : columns}
        rows={rows}
        rowKey={(r) => r.unitId}
        loading={query.isPending}
        onOpen={(r) =>
          void navigate({
            to: '/boards/school' as never,
            search: where.search({ unit: r.schoolId }) as never,
          })
        }
        selection={{
          selectedRowKeys: [...selected],
          onChange: (keys) => setSelected(keys.map(String)),
          getCheckboxProps: (r) => ({ disabled: r.state !== 'missing' && r.state !== 'pending' }),
        }}
        onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
        loadingMore={query.isFetchingNextPage}
        empty={<Empty title={t('group.none')}>{t('group.noneText')}</Empty>}
      />
      {remind && <RemindDialog about={remind} onClose={() => setRemind(null)} />}
    </Page>
  );
}
