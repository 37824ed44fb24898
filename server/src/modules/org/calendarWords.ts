import { squeeze } from '../../kernel/sheet/clean.ts';
import type { OwnCalendar } from './domain/calendar.ts';

/** The words of the calendar as a workbook: what goes out, and what is known again when it comes back in. */
export const CALENDAR_WORDS = {
  zh: {
    name: (unit: string, year: string) => `${unit}校历${year}学年`,
    days: '日历',
    terms: '学期',
    dayHeads: ['日期', '星期', '是否开放', '缘由', '学期', '设定单位', '适用日历'],
    termHeads: ['名称', '开学日', '最后一天', '设定单位', '是否适用'],
    week: ['一', '二', '三', '四', '五', '六', '日'],
    open: { school: '上课', work: '上班', daily: '开放' },
    closed: '休',
    kind: { school: '教学日', work: '工作日', daily: '每天' },
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
    dayHeads: ['Date', 'Weekday', 'Open', 'Why', 'Term', 'Set by', 'Calendar'],
    termHeads: ['Name', 'First day', 'Last day', 'Set by', 'In force'],
    week: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    open: { school: 'school day', work: 'workday', daily: 'open' },
    closed: 'off',
    kind: { school: 'school', work: 'work', daily: 'daily' },
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

type Why = keyof (typeof CALENDAR_WORDS)['zh']['why'];

const key = (text: string): string => squeeze(text).toLowerCase();
const both = Object.values(CALENDAR_WORDS);
const OPEN = new Set(
  'open yes schoolday workday 上课 上学 上班 补课 补班 开放 开园 是 正常上课 调休上课 调休上班 补课日 √ ✓ ✔'.split(
    ' ',
  ),
);
const CLOSED = new Set(
  'off closed no holiday 休 休息 放假 停课 停学 假期 假日 闭园 关闭 否 不上课 不上班 法定节假日 调休放假 调休休息 × ✗ -'.split(
    ' ',
  ),
);
const INHERIT = new Set('inherit reset 恢复 恢复原样 取消 不另行设定 随上级'.split(' '));
const KINDS = new Map<string, readonly OwnCalendar[]>([
  ...'教学日 学生 校历 school pupils'.split(' ').map((w) => [w, ['school']] as const),
  ...'工作日 教职工 work staff'.split(' ').map((w) => [w, ['work']] as const),
  ...'两者 全部 都 全校 师生 both all'.split(' ').map((w) => [w, ['school', 'work']] as const),
]);

/** Whether a cell opens or closes a day, or takes the unit's own setting back; null: not understood. */
export function readOpening(text: string): 'open' | 'closed' | 'inherit' | null {
  const word = key(text);
  if (INHERIT.has(word)) return 'inherit';
  return OPEN.has(word) ? 'open' : CLOSED.has(word) ? 'closed' : null;
}

/** The calendars a cell names; null: not understood. */
export const readKinds = (text: string): readonly OwnCalendar[] | null => KINDS.get(key(text)) ?? null;

/** A cell of reasons: worked out by the platform (and from what), or somebody's own words. */
export type Reason =
  | { readonly derived: Exclude<Why, 'own'>; readonly provisional: boolean }
  | { readonly own: string };

export function readReason(text: string): Reason {
  for (const words of both) {
    const provisional = key(text).endsWith(key(words.provisional));
    const bare = provisional ? key(text).slice(0, -key(words.provisional).length) : key(text);
    for (const [why, word] of Object.entries(words.why) as [Why, string][]) {
      const begins = bare === key(word) || bare.startsWith(key(`${word}${words.between}`));
      if (!begins) continue;
      if (why !== 'own') return { derived: why, provisional };
      const at = text.search(/[：:]/);
      return { own: at < 0 ? '' : text.slice(at + 1).trim() };
    }
  }
  return { own: text.trim() };
}

/** What a derived reason says of the day. */
export const OPENS: Readonly<Record<Exclude<Why, 'own'>, boolean>> = {
  workday: true,
  'make-up': true,
  weekend: false,
  holiday: false,
  vacation: false,
};
