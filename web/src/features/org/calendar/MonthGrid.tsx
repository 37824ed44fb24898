import './calendar.css';
import type { CalendarDay, CalendarMonth } from '@lianfang/contract/orgCalendar';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/useFormat.ts';
import { inWords } from '../../../lib/words.ts';

const MONDAY_FIRST = [
  '2024-01-01',
  '2024-01-02',
  '2024-01-03',
  '2024-01-04',
  '2024-01-05',
  '2024-01-06',
  '2024-01-07',
];

interface Props {
  readonly month: CalendarMonth;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (date: string) => void;
}

/** Days with their reason in words and shape, never by colour alone. Days of today or later can be chosen. */
export function MonthGrid({ month, chosen, onToggle }: Props) {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const first = new Date(`${month.month}-01T00:00:00Z`).getUTCDay();
  const before = (first + 6) % 7;
  return (
    <div className="lf-org-month">
      <div className="lf-org-month-head" aria-hidden="true">
        {MONDAY_FIRST.map((d) => (
          <span key={d}>{format.weekday(d)}</span>
        ))}
      </div>
      <div className="lf-org-month-days">
        {Array.from({ length: before }, (_, i) => (
          <span key={MONDAY_FIRST[i]} className="lf-org-day-blank" />
        ))}
        {month.days.map((day) => (
          <Day
            key={day.date}
            day={day}
            today={month.today}
            chosen={chosen.has(day.date)}
            onToggle={month.can.manage && day.date >= month.today ? () => onToggle(day.date) : undefined}
            label={t(day.open ? 'dayOpen' : 'dayClosed', { date: format.date(day.date) })}
          />
        ))}
      </div>
    </div>
  );
}

interface DayProps {
  readonly day: CalendarDay;
  readonly today: string;
  readonly chosen: boolean;
  readonly onToggle: (() => void) | undefined;
  readonly label: string;
}

function Day({ day, today, chosen, onToggle, label }: DayProps) {
  const { t } = useTranslation('calendar');
  const holiday = day.holiday && inWords(day.holiday.zh, day.holiday.en);
  const why =
    day.why === 'own'
      ? day.own?.reason
      : day.why === 'make-up'
        ? t('makeUp', { holiday: holiday ?? '' })
        : day.why === 'holiday'
          ? holiday
          : day.why === 'vacation'
            ? t('vacation')
            : undefined;
  const names = ['lf-org-day', day.open ? 'is-open' : 'is-closed', `is-${day.why}`];
  if (day.date === today) names.push('is-today');
  const content = (
    <>
      <span className="lf-org-day-number">{Number(day.date.slice(8))}</span>
      {day.own && <span className="lf-org-day-own">{t(day.own.here ? 'here' : 'above')}</span>}
      {why && <span className="lf-org-day-why">{why}</span>}
      <span className="lf-sr">{label}</span>
    </>
  );
  const title = day.own ? `${day.own.unit.name}: ${day.own.reason}` : why;
  return onToggle ? (
    <button type="button" className={names.join(' ')} aria-pressed={chosen} title={title} onClick={onToggle}>
      {content}
    </button>
  ) : (
    <div className={names.join(' ')} title={title}>
      {content}
    </div>
  );
}
