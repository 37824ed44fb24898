import type { UnitView } from '@lianfang/contract/org';
import type { CalendarKind, CalendarMonth } from '@lianfang/contract/orgCalendar';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, download } from '../../../lib/api.ts';
import { useSession } from '../../../lib/session.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../../ui/Skeleton.tsx';
import { Arrangement } from './Arrangement.tsx';
import { DayEditor } from './DayEditor.tsx';
import { MonthGrid } from './MonthGrid.tsx';
import { Terms } from './Terms.tsx';

const KINDS: readonly CalendarKind[] = ['school', 'work'];

const shift = (month: string, by: number): string => {
  const [y, m] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(y, m - 1 + by, 1)).toISOString().slice(0, 7);
};

/** A month of the unit: which days are open and why; days chosen in it can be opened and closed. */
export function CalendarTab({ unit, today }: { unit: UnitView; today: string }) {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const { can } = useSession();
  const [month, setMonth] = useState(today.slice(0, 7));
  const [kind, setKind] = useState<CalendarKind>(unit.kind === 'office' ? 'work' : 'school');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, error } = useQuery({
    queryKey: ['units', 'calendar', unit.id, month, kind],
    queryFn: ({ signal }) =>
      api<CalendarMonth>(`/units/${unit.id}/calendar`, { query: { month, kind }, signal }),
    placeholderData: keepPreviousData,
    meta: { live: ['calendar', 'unit'] },
  });
  const file = useMutation({
    mutationFn: () => download(`/units/${unit.id}/calendar.xlsx`, { month, kind }),
  });
  const turn = (to: string): void => {
    setMonth(to);
    setChosen(new Set());
  };
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <PageSkeleton rows={6} />;
  const [year, number] = month.split('-') as [string, string];
  return (
    <>
      <div className="lf-page-filters">
        <div className="lf-joined">
          <button type="button" aria-label={t('previous')} onClick={() => turn(shift(month, -1))}>
            <Icon name="left" size={16} />
          </button>
          <label className="lf-date">
            <span>{t('month', { year, month: Number(number) })}</span>
            <input
              type="month"
              aria-label={t('chooseMonth')}
              value={month}
              onChange={(e) => e.target.value && turn(e.target.value)}
            />
          </label>
          <button type="button" aria-label={t('next')} onClick={() => turn(shift(month, 1))}>
            <Icon name="right" size={16} />
          </button>
        </div>
        <Segmented
          value={kind}
          onChange={(value) => setKind(value as CalendarKind)}
          options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <span className="lf-muted">{t(`openDays.${kind}`, { count: data.openDays })}</span>
        <Button loading={file.isPending} title={t('fileText')} onClick={() => file.mutate()}>
          {t('file')}
        </Button>
        {data.can.manage && can('person.import') && (
          <Link
            className="lf-button"
            to={'/import' as never}
            search={{ kind: 'calendar', unit: unit.id } as never}
            title={t('importText')}
          >
            {t('import')}
          </Link>
        )}
      </div>
      <ProblemAlert error={file.error} />
      <MonthGrid
        month={data}
        chosen={chosen}
        onToggle={(date) => {
          const next = new Set(chosen);
          if (!next.delete(date)) next.add(date);
          setChosen(next);
        }}
      />
      <p className="lf-muted">
        {data.previous && t('lastOpen', { date: format.date(data.previous) })}{' '}
        {data.next && t('nextOpen', { date: format.date(data.next) })}
      </p>
      <Arrangement unit={unit} month={data} />
      {data.can.manage ? (
        <p className="lf-muted">{t('choose')}</p>
      ) : (
        <p className="lf-muted">{t('readOnly')}</p>
      )}
      {chosen.size > 0 && (
        <div className="lf-org-days-bar" role="status">
          <span>{t('chosen', { count: chosen.size })}</span>
          <Button type="text" onClick={() => setChosen(new Set())}>
            {t('clear')}
          </Button>
          <DayEditor unit={unit} kind={kind} dates={[...chosen].sort()} onDone={() => setChosen(new Set())} />
        </div>
      )}
      <Terms unit={unit} terms={data.terms} manage={data.can.manage} today={today} />
    </>
  );
}
