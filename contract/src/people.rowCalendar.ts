import { type RowProblemText, text } from './people.rowText.ts';

/** What is wrong with a row of a calendar: a day, several days, or a term. */
export const calendarProblems = {
  'opening-unknown': text(
    '看不出是上课还是放假',
    '填“上课”“休”，或“恢复原样”（取消另行设定）',
    'says neither open nor off',
    'write 上课 (open), 休 (off), or 恢复原样 to take the own setting back',
  ),
  'calendar-kind-unknown': text(
    '看不出适用哪个日历',
    '填“教学日”“工作日”或“两者”',
    'is no known calendar',
    'write 教学日 (school), 工作日 (work) or 两者 (both)',
  ),
  'calendar-reason-needed': text(
    '与现有校历不同，但没有写明缘由',
    '在“缘由”一栏写明为什么，如“运动会”',
    'differs from the calendar and gives no reason',
    'write the reason, like 运动会',
  ),
  'calendar-past': text(
    '早于今天（{today}），过去的日子不能再改',
    '删去这一行，或核对日期',
    'is before today ({today}); past days stay as they were',
    'delete the row or check the date',
  ),
  'calendar-repeated': text(
    '与第 {row} 行是同一天，说法不同',
    '核对两行，删去一行',
    'says otherwise than row {row} of the same day',
    'compare the two rows and delete one',
  ),
  'calendar-elsewhere': text(
    '写明是别的单位设定的，与那里现有的不同，不能在这里改',
    '要由本单位另行设定，请清空“设定单位”并写明缘由',
    'is set by another unit and differs from what is there',
    'to set it for this unit, clear “set by” and give a reason',
  ),
  'span-reversed': text('早于开始日期', '核对两个日期', 'is before the first day', 'check the two dates'),
  'span-long': text(
    '一行超过了 {most} 天',
    '核对日期，或分几行写',
    'covers more than {most} days',
    'check the dates, or use several rows',
  ),
  'term-over': text(
    '这个学期已经结束，不能再改',
    '删去这一行，或核对日期',
    'is of a term that is over',
    'delete the row or check the dates',
  ),
  'term-overlap': text(
    '与学期“{term}”的日期重叠',
    '核对两个学期的日期',
    'overlaps the term {term}',
    'check the dates of both terms',
  ),
} as const satisfies Record<string, RowProblemText>;
