import type { ArrangedDay } from '@lianfang/contract/arrangement';
import chineseDays from 'chinese-days';
import { Temporal } from 'temporal-polyfill';

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'make-up';

/** A day of the statutory calendar of the mainland. */
export interface StatutoryDay {
  readonly work: boolean;
  readonly kind: DayKind;
  /** Name of the holiday, also of the holiday that a make-up day belongs to. */
  readonly zh?: string;
  readonly en?: string;
  /** The State Council has not published (or this release does not know) the year's make-up days. */
  readonly provisional: boolean;
}

const publishedYears = new Map<number, boolean>();

/** Whether the library knows the arrangement of a year: every arrangement names National Day. */
export function isPublished(year: number): boolean {
  const known = publishedYears.get(year);
  if (known !== undefined) return known;
  const published = chineseDays.getDayDetail(`${year}-10-01`).name.includes(',');
  publishedYears.set(year, published);
  return published;
}

interface Holiday {
  readonly zh: string;
  readonly en: string;
}
const holidaysByLaw = new Map<number, ReadonlyMap<string, Holiday>>();

/**
 * The 13 days of 全国年节及纪念日放假办法 (State Council order 795, in force since 2025-01-01): what is certain of
 * a year whose make-up days have not been published.
 */
function lawOf(year: number): ReadonlyMap<string, Holiday> {
  const known = holidaysByLaw.get(year);
  if (known) return known;
  const days = new Map<string, Holiday>();
  const add = (start: string, count: number, zh: string, en: string) => {
    const first = Temporal.PlainDate.from(start);
    for (let i = 0; i < count; i++) days.set(first.add({ days: i }).toString(), { zh, en });
  };
  const lunar = (month: number, day: number) =>
    chineseDays.getSolarDateFromLunar(
      `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    ).date;
  const eve = Temporal.PlainDate.from(lunar(1, 1)).subtract({ days: 1 }).toString();
  add(`${year}-01-01`, 1, '元旦', "New Year's Day");
  add(eve, 4, '春节', 'Spring Festival');
  add(chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), 1, '清明', 'Tomb-sweeping Day');
  add(`${year}-05-01`, 2, '劳动节', 'Labour Day');
  add(lunar(5, 5), 1, '端午', 'Dragon Boat Festival');
  add(lunar(8, 15), 1, '中秋', 'Mid-autumn Festival');
  add(`${year}-10-01`, 3, '国庆节', 'National Day');
  holidaysByLaw.set(year, days);
  return days;
}

/** What the country's calendar says of a date (YYYY-MM-DD). */
export type Statute = (date: string) => StatutoryDay;

/** The 13 days of the law in a year: no arrangement leaves one of them out. */
export const lawDays = (year: number): readonly string[] => [...lawOf(year).keys()].sort();

const ENGLISH = new Map(
  [...lawOf(2025).values()].map(({ zh, en }): [string, string] => [zh.replace(/节$/, ''), en]),
);
const english = (zh: string): string =>
  zh
    .split('、')
    .map((name) => ENGLISH.get(name.replace(/节$/, '')) ?? name)
    .join(', ');

/** The statutory calendar with the arrangements of years entered by hand; what was entered wins. */
export function statuteWith(arrangements: ReadonlyMap<number, readonly ArrangedDay[]>): Statute {
  if (arrangements.size === 0) return statutoryDay;
  const years = new Map([...arrangements].map(([y, days]) => [y, new Map(days.map((d) => [d.date, d]))]));
  return (date) => {
    const days = years.get(Number(date.slice(0, 4)));
    if (!days) return statutoryDay(date);
    const day = days.get(date);
    if (day) {
      const names = { zh: day.holiday, en: english(day.holiday) };
      return { work: day.work, kind: day.work ? 'make-up' : 'holiday', ...names, provisional: false };
    }
    const weekend = Temporal.PlainDate.from(date).dayOfWeek > 5;
    return { work: !weekend, kind: weekend ? 'weekend' : 'workday', provisional: false };
  };
}

const memo = new Map<string, StatutoryDay>();

/** The statutory day of a date (YYYY-MM-DD). Pure; remembers its answers, there are few dates. */
export function statutoryDay(date: string): StatutoryDay {
  const known = memo.get(date);
  if (known) return known;
  const day = compute(date);
  memo.set(date, day);
  return day;
}

function compute(date: string): StatutoryDay {
  const day = Temporal.PlainDate.from(date);
  const weekend = day.dayOfWeek > 5;
  if (isPublished(day.year)) {
    const { work, name } = chineseDays.getDayDetail(date);
    const [en, zh] = name.includes(',') ? name.split(',') : [];
    if (zh === undefined || en === undefined) {
      return { work, kind: work ? 'workday' : 'weekend', provisional: false };
    }
    return { work, kind: work ? 'make-up' : 'holiday', zh, en, provisional: false };
  }
  const holiday = day.year >= 2025 ? lawOf(day.year).get(date) : undefined;
  if (holiday) return { work: false, kind: 'holiday', ...holiday, provisional: true };
  return { work: !weekend, kind: weekend ? 'weekend' : 'workday', provisional: true };
}
