import type { ProblemCatalogue } from './problem.ts';

export const reportingProblems = {
  'reporting.not-due': {
    status: 409,
    zh: '{date} 该时段本校无需上报(非上报日、已豁免或未设此时段)。',
    en: 'Nothing is due from this institution for that slot on {date}: closed, exempt, or no such slot.',
  },
  'reporting.too-early': {
    status: 409,
    zh: '该时段 {time} 开始,请届时再确认上报。',
    en: 'This slot opens at {time}. Confirm and submit then.',
  },
  'reporting.future': {
    status: 409,
    zh: '不能上报未来日期。',
    en: 'A future date cannot be submitted.',
  },
  'reporting.id-taken': {
    status: 409,
    zh: '该编号已用于另一份上报,请刷新后重新提交。',
    en: 'This id belongs to another report. Reload and submit again.',
  },
  'reporting.not-a-school': {
    status: 409,
    zh: '只有学校等机构可以确认上报,请选择机构。',
    en: 'Only an institution confirms and submits. Choose one.',
  },
  'reporting.slot-place': {
    status: 409,
    zh: '时段只能按机构或地区设置,年级、班级沿用所在机构的设置。',
    en: 'Slots are set for an institution or a region; grades and classes follow theirs.',
  },
  'reporting.slot-past': {
    status: 409,
    zh: '时段调整最早从明天({date})起生效,以免改变已形成的统计。',
    en: 'A change of slots takes effect tomorrow ({date}) at the earliest, so that no past figure changes.',
  },
  'reporting.slot-begun': {
    status: 409,
    zh: '这项调整自 {date} 起已经生效，不能撤回。要改回来，请从明天起另行调整。',
    en: 'This change is in force since {date} and cannot be withdrawn. Set the slots again from tomorrow on.',
  },
  'reporting.slot-order': {
    status: 400,
    zh: '时间须依次为:开始 < 班级截止 ≤ 学校截止。',
    en: 'Times must follow in order: opens, then groups due, then institution due (or the same).',
  },
  'reporting.slot-overlap': {
    status: 409,
    zh: '同一时段、同一类单位只能有一条规定,请合并后提交。',
    en: 'Only one rule per slot and kind of unit. Merge them and send again.',
  },
  'reporting.exemption-range': {
    status: 400,
    zh: '豁免的结束日期不能早于开始日期,且最长一年。',
    en: 'The last day of an exemption cannot lie before the first, and it lasts a year at most.',
  },
  'reporting.exemption-past': {
    status: 409,
    zh: '豁免不能早于 {date}:更早的统计已经形成。',
    en: 'An exemption cannot begin before {date}: earlier figures stand.',
  },
  'reporting.exemption-overlap': {
    status: 409,
    zh: '该单位在这些日期已有豁免,请先查看已有记录。',
    en: 'This unit already has an exemption on some of these dates. See the existing one.',
  },
  'reporting.no-line': {
    status: 403,
    zh: '您的岗位不在这些学校的任一条线上,无法签收。',
    en: 'Your post lies on neither line of these schools, so it cannot acknowledge.',
  },
} as const satisfies ProblemCatalogue;
