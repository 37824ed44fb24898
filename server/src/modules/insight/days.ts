import { Temporal } from 'temporal-polyfill';
import type { UnitFacts } from '../../kernel/actor.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { readCalendars } from '../org/index.ts';

/** Days of a trend, oldest first: as many calendar days as hold TREND_DAYS open ones, at most FURTHEST. */
export interface Days {
  readonly all: readonly { readonly date: string; readonly open: boolean }[];
  /** The open day before, and the same weekday a week before. */
  readonly before: string | null;
  readonly lastWeek: string;
  /** Every date that figures are wanted of. */
  readonly dates: readonly string[];
}

const TREND_DAYS = 20;
/** The furthest a board looks back, in days. */
export const FURTHEST = 45;

/** The days behind a date by the school calendar of the unit. */
export async function daysBefore(
  services: Pick<Services, 'db'>,
  unit: UnitFacts,
  date: string,
): Promise<Days> {
  const last = Temporal.PlainDate.from(date);
  const furthest = last.subtract({ days: FURTHEST }).toString();
  const calendar = await services.db.tx(
    '*',
    async (tx) => (await readCalendars(tx, [unit], furthest, date))(unit.id),
    'read',
  );
  const nth = calendar.nth('school', date, -(TREND_DAYS - 1));
  const first = nth === null || nth < furthest ? furthest : nth;
  const span = Temporal.PlainDate.from(first).until(last).days;
  const all = Array.from({ length: span + 1 }, (_, i) => {
    const day = Temporal.PlainDate.from(first).add({ days: i }).toString();
    return { date: day, open: calendar.isOpen('school', day) };
  });
  const before = calendar.nth('school', date, -1);
  const lastWeek = last.subtract({ days: 7 }).toString();
  return {
    all,
    before: before !== null && before >= furthest ? before : null,
    lastWeek,
    dates: [...new Set([...all.map((d) => d.date), lastWeek])],
  };
}
