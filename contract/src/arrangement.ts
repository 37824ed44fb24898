import Type, { type Static } from 'typebox';
import { LocalDate } from './common.ts';

/** A day that the State Council's arrangement of a year takes out of its weekly rhythm. */
export const ArrangedDay = Type.Object(
  {
    date: LocalDate,
    /** True: a weekend day worked to make up; false: a holiday. */
    work: Type.Boolean(),
    holiday: Type.String({ minLength: 1, maxLength: 20, description: 'its Chinese name: 国庆节' }),
  },
  { additionalProperties: false },
);
export type ArrangedDay = Static<typeof ArrangedDay>;

/** `PUT /api/units/:unit/arrangements/:year`, by whoever keeps the calendar of the topmost unit. */
export const ArrangementInput = Type.Object(
  {
    source: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
    days: Type.Array(ArrangedDay, { minItems: 1, maxItems: 120 }),
  },
  { additionalProperties: false },
);
export type ArrangementInput = Static<typeof ArrangementInput>;

const HOLIDAY = /元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节?/g;
const DAY = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日`;
const SPAN = new RegExp(`${DAY}(?:\\s*[至到~—-]+\\s*${DAY})?`, 'g');
const ITEM = /(?:^|\n)\s*[一二三四五六七八九十]+、/;

const iso = (y: number, m: number, d: number): string =>
  `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
const exists = (date: string): boolean => {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === date;
};

/** Every day from first to last, at most a month: a longer one was misread. */
function span(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); days.length < 31; at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    if (date > last) break;
    days.push(date);
  }
  return days;
}

/** The days a sentence names; a day without its month is in the month named before. */
function datesIn(sentence: string, year: number): string[] {
  const dates: string[] = [];
  let month = 0;
  for (const [, y1, m1, d1, y2, m2, d2] of sentence.matchAll(SPAN)) {
    month = Number(m1 ?? month);
    const from = Number(y1 ?? year);
    const first = iso(from, month, Number(d1));
    const next = Number(m2 ?? month);
    const to = Number(y2 ?? (next < month ? from + 1 : from));
    const last = d2 === undefined ? first : iso(to, next, Number(d2));
    if (d2 !== undefined) month = next;
    if (exists(first) && exists(last)) dates.push(...span(first, last));
  }
  return dates;
}

/**
 * Reads the State Council's yearly notice (国务院办公厅关于…年部分节假日安排的通知) as it is pasted: 一、元旦：1月1日（周五）
 * 至3日（周日）放假调休，共3天。1月4日（周一）上班。 Days of other years are left out: they stand in those years' notices.
 * Pure; an unreadable text gives no days.
 */
export function readNotice(text: string, year: number): ArrangedDay[] {
  const plain = text.normalize('NFKC').replace(/\([^)]*\)/g, '');
  const found = new Map<string, ArrangedDay>();
  for (const item of plain.split(ITEM)) {
    const holiday = [...new Set(item.split(':')[0]?.match(HOLIDAY) ?? [])].join('、');
    if (holiday === '') continue;
    for (const sentence of item.split(/[。;\n]/)) {
      const work = /上班/.test(sentence) && !/放假/.test(sentence);
      if (!work && !/放假|休息/.test(sentence)) continue;
      for (const date of datesIn(sentence, year))
        if (date.startsWith(`${year}-`)) found.set(date, { date, work, holiday });
    }
  }
  return [...found.values()].sort((a, b) => a.date.localeCompare(b.date));
}
