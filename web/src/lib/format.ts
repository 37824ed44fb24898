/** Dates and numbers as people write them. Pure: the language and the zone are arguments. */
export type FormatLanguage = 'zh-CN' | 'zh-TW' | 'en';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const WEEKDAYS_ZH = '日一二三四五六';

interface Civil {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly weekday: number;
}

function civil(date: string): Civil {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  return { y, m, d, weekday: new Date(Date.UTC(y, m - 1, d)).getUTCDay() };
}

function weekdayName(weekday: number, language: FormatLanguage): string {
  if (language === 'en') return WEEKDAYS[weekday]!;
  return `${language === 'zh-TW' ? '週' : '周'}${WEEKDAYS_ZH[weekday]}`;
}

/** A business date (YYYY-MM-DD): 2026年11月21日（周六）, 21 Nov 2026. */
export function formatDate(date: string, language: FormatLanguage): string {
  const { y, m, d, weekday } = civil(date);
  if (language === 'en') return `${d} ${MONTHS[m - 1]} ${y}`;
  return `${y}年${m}月${d}日（${weekdayName(weekday, language)}）`;
}

/** For axes and narrow columns: 11月21日, 21 Nov. */
export function formatDayMonth(date: string, language: FormatLanguage): string {
  const { m, d } = civil(date);
  return language === 'en' ? `${d} ${MONTHS[m - 1]}` : `${m}月${d}日`;
}

export function formatWeekday(date: string, language: FormatLanguage): string {
  return weekdayName(civil(date).weekday, language);
}

/** An instant (RFC 3339) in the deployment's zone, as its business date and 24-hour clock time. */
export function localParts(instant: string, zone: string): { date: string; time: string; seconds: string } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(instant))
      .map((p) => [p.type, p.value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    seconds: `${parts.second}`,
  };
}

/** 07:41 */
export function formatTime(instant: string, zone: string): string {
  return localParts(instant, zone).time;
}

/** The time alone when it is of `today`, else date and time. */
export function formatInstant(
  instant: string,
  zone: string,
  language: FormatLanguage,
  today?: string,
): string {
  const { date, time } = localParts(instant, zone);
  return date === today ? time : `${formatDate(date, language)} ${time}`;
}

/** Whole numbers grouped by thousands; `digits` fixes the decimals. */
export function formatNumber(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * A share of a whole as a percentage with one decimal. Never rounded up to 100 % or down to 0 % when it is not
 * so; an empty whole has no rate (a dash).
 */
export function formatRate(part: number, whole: number): string {
  if (whole === 0) return '–';
  const tenths = Math.round((part / whole) * 1000);
  if (tenths >= 1000 && part < whole) return '99.9%';
  if (tenths <= 0 && part > 0) return '0.1%';
  return `${(tenths / 10).toFixed(1)}%`;
}

/** A change beside its comparison: +3, −2, ±0. */
export function formatChange(difference: number, digits = 0): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
  return `${sign}${formatNumber(Math.abs(difference), digits)}`;
}

/** Adds days to a business date. */
export function addDays(date: string, days: number): string {
  const { y, m, d } = civil(date);
  return new Date(Date.UTC(y, m - 1, d + days)).toISOString().slice(0, 10);
}
