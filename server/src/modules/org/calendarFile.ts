import type { CalendarKind } from '@lianfang/contract/orgCalendar';
import { Temporal } from 'temporal-polyfill';
import type { UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/problem.ts';
import { type OutSheet, writeSpreadsheet } from '../../kernel/sheet/write.ts';
import { readCalendars } from './calendars.ts';
import { readTerms } from './calendarView.ts';
import { type CalendarDay, schoolYear } from './domain/calendar.ts';
import { unitLinks } from './queries.ts';

const WORDS = {
  zh: {
    name: (unit: string, year: string) => `${unit}校历${year}学年`,
    days: '日历',
    terms: '学期',
    dayHeads: ['日期', '星期', '是否开放', '缘由', '学期', '设定单位'],
    termHeads: ['名称', '开学日', '最后一天', '设定单位', '是否适用'],
    week: ['一', '二', '三', '四', '五', '六', '日'],
    open: { school: '上课', work: '上班', daily: '开放' },
    closed: '休',
    yes: '是',
    no: '否',
    why: {
      workday: '工作日',
      weekend: '周末',
      holiday: '法定节假日',
      'make-up': '调休上班',
      own: '另行设定',
      vacation: '假期',
    },
    provisional: '（暂按法定节假日推算）',
    between: '：',
  },
  en: {
    name: (unit: string, year: string) => `${unit} calendar ${year}`,
    days: 'Days',
    terms: 'Terms',
    dayHeads: ['Date', 'Weekday', 'Open', 'Why', 'Term', 'Set by'],
    termHeads: ['Name', 'First day', 'Last day', 'Set by', 'In force'],
    week: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    open: { school: 'school day', work: 'workday', daily: 'open' },
    closed: 'off',
    yes: 'yes',
    no: 'no',
    why: {
      workday: 'workday',
      weekend: 'weekend',
      holiday: 'public holiday',
      'make-up': 'make-up day',
      own: 'set apart',
      vacation: 'vacation',
    },
    provisional: ' (provisional)',
    between: ': ',
  },
} as const;

/** What the day is and, where somebody said so, of which holiday or for what reason. */
function reason(day: CalendarDay, lang: Lang): string {
  const words = WORDS[lang];
  const more = day.own?.reason ?? day.name?.[lang];
  const text = more ? `${words.why[day.why]}${words.between}${more}` : words.why[day.why];
  return day.provisional ? text + words.provisional : text;
}

/**
 * The school year of a month (1 August to 31 July) as a workbook: every day with its reason and who set it, and the
 * terms. Dates are texts YYYY-MM-DD, so that no program reads them in another order.
 */
export async function calendarFile(
  tx: Tx,
  unit: UnitFacts,
  query: { readonly month: string; readonly kind: CalendarKind },
  lang: Lang,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const words = WORDS[lang];
  const year = schoolYear(`${query.month}-01`);
  const [first, end] = [Temporal.PlainDate.from(`${year}-08-01`), `${year + 1}-08-01`];
  const dates = Array.from({ length: first.until(end).days }, (_, i) => first.add({ days: i }));
  const calendar = (await readCalendars(tx, [unit], first.toString(), end))(unit.id);
  const days = dates.map((date) => calendar.day(query.kind, date.toString()));
  const setters = await unitLinks(tx, [...new Set(days.flatMap((d) => d.own?.unitId ?? []))]);
  const nameOf = new Map(setters.map((u) => [u.id, u.name]));
  const columns = (heads: readonly string[], widths: readonly number[]) =>
    heads.map((heading, i) => ({ heading, width: widths[i] ?? 16 }));
  const daySheet: OutSheet = {
    name: words.days,
    columns: columns(words.dayHeads, [12, 8, 12, 36, 28, 24]),
    rows: days.map((day, i) => [
      day.date,
      words.week[dates[i]!.dayOfWeek - 1]!,
      day.open ? words.open[query.kind] : words.closed,
      reason(day, lang),
      day.term ?? null,
      day.own ? (nameOf.get(day.own.unitId) ?? null) : null,
    ]),
  };
  const termSheet: OutSheet = {
    name: words.terms,
    columns: columns(words.termHeads, [32, 12, 12, 24, 10]),
    rows: (await readTerms(tx, unit, year)).map((term) => [
      term.name,
      term.first,
      term.last,
      term.unit.name,
      term.inForce ? words.yes : words.no,
    ]),
  };
  const name = words.name(unit.name, `${year}—${year + 1}`);
  return { name: `${name}.xlsx`, bytes: await writeSpreadsheet([daySheet, termSheet]) };
}
