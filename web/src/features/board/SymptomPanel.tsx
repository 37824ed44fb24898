import type { RegionBoard, SymptomBoard, SymptomSchool } from '@lianfang/contract/insight';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { formatChange } from '../../lib/format.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { NumberLink } from '../../ui/NumberLink.tsx';
import { early, settled } from './figures.ts';
import { Spark } from './Spark.tsx';
import { SymptomTools } from './SymptomTools.tsx';
import { LIVE, type Where } from './useBoard.ts';
import { useCompared } from './useCompared.ts';
import './symptoms.css';

type Line = Pick<SymptomSchool, 'count' | 'before' | 'lastWeek'>;

/** Symptoms as small multiples, and the institutions with most of the one chosen. */
export function SymptomPanel({
  board,
  where,
}: {
  board: Pick<RegionBoard, 'unitId' | 'unitName' | 'date' | 'slot' | 'now' | 'before' | 'lastWeek'>;
  where: Where;
}) {
  const { t } = useTranslation(['board', 'check']);
  const format = useFormat();
  const compared = useCompared(board);
  const navigate = useNavigate();
  const multiples = useRef<HTMLDivElement>(null);
  const symptom = where.symptom === 'all' ? '' : where.symptom;
  const { data } = useQuery({
    queryKey: ['board', 'symptoms', board.unitId, board.date, board.slot, symptom],
    queryFn: ({ signal }) =>
      api<SymptomBoard>('/boards/symptoms', {
        query: { unit: board.unitId, date: board.date, slot: board.slot, symptom, limit: 30 },
        signal,
      }),
    placeholderData: keepPreviousData,
    meta: { live: LIVE },
  });
  if (!data || (data.totals.length === 0 && data.schools.length === 0)) return null;
  const change = (of: Line, than: number | null): string =>
    than === null || early(board.now) ? '–' : formatChange(of.count - than);
  const openDays = (series: SymptomSchool['series']) =>
    settled(series, board.now).filter((_, i) => data.days[i]?.open);
  const columns: DataColumn<SymptomSchool>[] = [
    { key: 'name', title: t('child.name'), render: (_, r) => r.schoolName },
    {
      key: 'count',
      title: symptom ? t(`check:symptom.${symptom}`) : t('symptoms.people'),
      numeric: true,
      render: (_, r) => (
        <NumberLink value={r.count} to="/boards/school" search={where.search({ unit: r.schoolId })} />
      ),
    },
    {
      key: 'before',
      title: board.before.date ? t('than', { day: format.weekday(board.before.date) }) : t('before'),
      numeric: true,
      render: (_, r) => change(r, r.before),
    },
    {
      key: 'week',
      title: t('thanLast', { day: format.weekday(board.lastWeek.date) }),
      numeric: true,
      render: (_, r) => change(r, r.lastWeek),
    },
    { key: 'enrolled', title: t('enrolled'), numeric: true, optional: true, render: (_, r) => r.enrolled },
    {
      key: 'trend',
      title: t('child.trend'),
      width: 112,
      render: (_, r) => (
        <Spark values={openDays(r.series)} label={t('child.trendOf', { name: r.schoolName })} />
      ),
    },
  ];
  return (
    <section className="lf-card lf-symptoms">
      <header>
        <h2>{t('symptoms.title')}</h2>
        <SymptomTools
          data={data}
          box={multiples}
          title={`${board.unitName} ${t('symptoms.title')} ${board.date}`}
        />
      </header>
      <div className="lf-multiples" ref={multiples}>
        {data.totals.slice(0, 12).map((s) => (
          <button
            key={s.symptom}
            type="button"
            aria-pressed={s.symptom === symptom}
            onClick={() => where.set({ symptom: s.symptom === symptom ? '' : s.symptom })}
          >
            <span>{t(`check:symptom.${s.symptom}`)}</span>
            <b>{s.count}</b>
            <Spark
              values={openDays(s.series)}
              label={t('child.trendOf', { name: t(`check:symptom.${s.symptom}`) })}
              width={132}
              height={34}
            />
            <small className="lf-multiples-change">
              {early(board.now) ? t('comparedLater') : compared(s.count, s.before, s.lastWeek)}
            </small>
          </button>
        ))}
      </div>
      <DataTable
        id="board.symptoms"
        label={t('symptoms.schools')}
        toolbar={
          <h3>
            {symptom
              ? t('symptoms.schoolsOf', { symptom: t(`check:symptom.${symptom}`) })
              : t('symptoms.schools')}
          </h3>
        }
        columns={columns}
        rows={data.schools}
        rowKey={(r) => r.schoolId}
        onOpen={(r) =>
          void navigate({
            to: '/boards/school' as never,
            search: where.search({ unit: r.schoolId }) as never,
          })
        }
      />
    </section>
  );
}
