import './register.css';
import type { Absence, AbsenceList } from '@lianfang/contract/healthAbsence';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useFilters } from '../../lib/filters.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import { TracePanel } from './TracePanel.tsx';

const DAYS = 14;
/** On a phone class and symptoms stand below the name, and one absence takes the page. */
const ON_PHONE = ['name', 'days', 'traced'];
const back = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
const keyOf = (a: Absence): string => `${a.personId}.${a.firstOn}`;

/** Who is absent ill, since when, and what is known: the worklist of the school's health officer and the teacher. */
export default function AbsencesPage() {
  const { t } = useTranslation(['register', 'check']);
  const format = useFormat();
  const { session } = useSession();
  const post = session?.holdings.find((h) => h.permissions.includes('check.view'));
  const [filters, setFilters] = useFilters({ open: '', show: 'absent' });
  const to = session?.today ?? '';
  const query = { unit: post?.unitId ?? '', from: to && back(to, DAYS), to };
  const { data, error, isPending } = useQuery({
    queryKey: ['absences', query],
    queryFn: ({ signal }) => api<AbsenceList>('/absences', { query, signal }),
    enabled: query.unit !== '' && to !== '',
    placeholderData: keepPreviousData,
    meta: { live: ['check', 'absence'] },
  });
  const rows = useMemo(
    () => data?.rows.filter((a) => filters.show === 'all' || a.returnedOn === undefined),
    [data, filters.show],
  );
  const phone = usePhone();
  const open = rows?.find((a) => keyOf(a) === filters.open);
  const symptomsOf = (a: Absence) => a.symptoms.map((s) => t(`check:symptom.${s}`)).join(t('check:and'));
  const columns: readonly DataColumn<Absence>[] = [
    {
      key: 'name',
      title: t('absence.name'),
      width: phone ? 150 : 96,
      render: (_, a) =>
        phone ? (
          <>
            <b>{a.name}</b> {a.unitName}
            <small className="lf-under">{symptomsOf(a)}</small>
          </>
        ) : (
          a.name
        ),
    },
    { key: 'unit', title: t('absence.unit'), dataIndex: 'unitName', width: 120 },
    {
      key: 'symptoms',
      title: t('absence.symptoms'),
      render: (_, a) => symptomsOf(a),
    },
    { key: 'first', title: t('absence.first'), render: (_, a) => format.dayMonth(a.firstOn), width: 100 },
    { key: 'days', title: t('absence.days'), numeric: true, render: (_, a) => a.halfDays / 2, width: 72 },
    {
      key: 'traced',
      title: t('absence.traced'),
      render: (_, a) => {
        const last = a.followUps.at(-1);
        return last ? t(`state.${last.state}`) : t('absence.untraced');
      },
      width: 110,
    },
    {
      key: 'returned',
      title: t('absence.returned'),
      render: (_, a) => (a.returnedOn ? format.dayMonth(a.returnedOn) : ''),
      width: 100,
      optional: true,
    },
  ];
  return (
    <Page
      title={t('absence.title')}
      subtitle={post?.unitName}
      filters={
        <fieldset className="lf-joined">
          <legend className="lf-sr">{t('absence.show')}</legend>
          {(['absent', 'all'] as const).map((show) => (
            <button
              key={show}
              type="button"
              aria-pressed={filters.show === show}
              onClick={() => setFilters({ show })}
            >
              {t(`absence.${show}`)}
            </button>
          ))}
        </fieldset>
      }
    >
      <ProblemAlert error={error} />
      <div className="lf-absences">
        {!(phone && open) && (
          <DataTable<Absence>
            id={phone ? 'absences.phone' : 'absences'}
            label={t('absence.title')}
            columns={phone ? columns.filter((c) => ON_PHONE.includes(c.key)) : columns}
            rows={rows}
            rowKey={keyOf}
            loading={isPending}
            onOpen={(a) => setFilters({ open: keyOf(a) })}
            empty={<Empty title={t('absence.none')}>{t('absence.noneText')}</Empty>}
          />
        )}
        {phone && open && (
          <button type="button" className="lf-button" onClick={() => setFilters({ open: '' })}>
            {t('absence.back')}
          </button>
        )}
        {open ? (
          <TracePanel key={keyOf(open)} absence={open} />
        ) : (
          rows && rows.length > 0 && <p className="lf-card lf-trace-none lf-muted">{t('trace.choose')}</p>
        )}
      </div>
    </Page>
  );
}
