import chineseDays from 'chinese-days';
import { Temporal } from 'temporal-polyfill';

const ZONE = 'Asia/Shanghai';
export const today = (): Temporal.PlainDate => Temporal.Now.plainDateISO(ZONE);

/** The working days before today that may still be reported for, newest first. */
export function recentSchoolDays(days: number): string[] {
  return Array.from({ length: days }, (_, i) =>
    today()
      .subtract({ days: i + 1 })
      .toString(),
  ).filter((d) => chineseDays.isWorkday(d));
}
