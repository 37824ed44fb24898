import type { RegionBoard } from '@lianfang/contract/insight';
import type { Days } from './days.ts';
import { type FigureRow, noFigures, sumFigures } from './figures.ts';

type Comparison = Pick<RegionBoard, 'now' | 'before' | 'lastWeek' | 'trend'>;

/** The figures of a date beside those of the days before it; days on which nothing was due are gaps. Pure. */
export function compare(date: string, days: Days, rows: readonly FigureRow[]): Comparison {
  const byDate = Map.groupBy(rows, (r) => r.period);
  const on = (day: string | null) => sumFigures((day !== null && byDate.get(day)) || []);
  return {
    now: on(date) ?? noFigures,
    before: { date: days.before, figures: on(days.before) },
    lastWeek: { date: days.lastWeek, figures: on(days.lastWeek) },
    trend: days.all.map((d) => ({ ...d, figures: on(d.date) })),
  };
}
