import type { GroupStatus, GroupStatusPage } from '@lianfang/contract/reporting';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { usePages } from '../../lib/usePages.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import './board.css';
import { type Remind, RemindDialog } from './RemindDialog.tsx';
import { RowFilters } from './RowFilters.tsx';
import { LIVE, useWhere } from './useBoard.ts';
import { useSlots } from './useSlots.ts';

/** What is owed comes first. */
const STATES = ['missing', 'pending', 'late', 'data', 'zero', 'exempt'];
const ON_PHONE = ['state', 'name', 'reminded'];

/** The rows behind the numbers: every group with what became of its duty. */
export default function GroupsPage() {
  const { t } = useTranslation('board');
  const { can } = useSession();
  const format = useFormat();
  const navigate = useNavigate();
  const where = useWhere();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [remind, setRemind] = useState<Remind | null>(null);
  const { slots, slot } = useSlots(where, 'group');
  const list = usePages<GroupStatusPage>({
    name: 'groups',
    path: '/reporting/groups',
    query: { unit: where.unit, date: where.date, slot, state: where.state },
    enabled: where.unit !== '' && where.date !== '' && slot !== '',
    live: LIVE,
  });
  const phone = usePhone();
  const { rows } = list;
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
            <small className="lf-under">
              {[r.schoolName, r.firstAt && format.time(r.firstAt)].filter(Boolean).join(' · ')}
            </small>
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
      asOf={list.first?.asOf}
      filters={
        <RowFilters where={where} slots={slots} slot={slot} states={STATES}>
          <UnitPicker
            value={where.unit}
            valueName={where.unit === where.own?.unitId ? where.own.unitName : undefined}
            onChange={(unit) => unit && where.set({ unit })}
          />
        </RowFilters>
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
      <ProblemAlert error={list.error} />
      <DataTable
        id={phone ? 'board.groups.phone' : 'board.groups'}
        label={t('group.title')}
        columns={phone ? columns.filter((c) => ON_PHONE.includes(c.key)) : columns}
        rows={rows}
        rowKey={(r) => r.unitId}
        loading={list.loading}
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
        onMore={list.onMore}
        loadingMore={list.loadingMore}
        empty={<Empty title={t('group.none')}>{t('group.noneText')}</Empty>}
      />
      {remind && <RemindDialog about={remind} onClose={() => setRemind(null)} />}
    </Page>
  );
}
