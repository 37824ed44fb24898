import type { ProblemCatalogue } from './problem.ts';

export const healthProblems = {
  'health.already-reported': {
    status: 409,
    zh: '本时段已有报告(编号 {current})。如情况有变化,请打开该报告进行更正。',
    en: 'This check has already been reported ({current}). If something has changed, correct that report.',
  },
  'health.superseded': {
    status: 409,
    zh: '您要更正的报告已被他人更正(现行编号 {current})。请查看现行报告后再更正。',
    en: 'The report you correct is no longer the current one ({current}). Look at that one, then correct it.',
  },
  'health.nothing-to-correct': {
    status: 409,
    zh: '没有找到可更正的报告。请先提交本时段的报告。',
    en: 'There is no report to correct. Report this check first.',
  },
  'health.id-reused': {
    status: 409,
    zh: '此编号已用于内容不同的报告。请刷新后重新填写。',
    en: 'This id already belongs to a report with other content. Reload and fill it in again.',
  },
  'health.correction-incomplete': {
    status: 422,
    zh: '更正须同时写明原报告和更正原因。',
    en: 'A correction names both the report it corrects and the reason.',
  },
  'health.slot-unknown': {
    status: 422,
    zh: '本单位在 {period} 没有“{slot}”这一检查时段。请在所列时段中选择:{known}。',
    en: 'This unit has no check “{slot}” on {period}. Choose one of: {known}.',
  },
  'health.slot-not-open': {
    status: 422,
    zh: '本时段 {opensAt} 起可以上报,请到时再报。',
    en: 'This check opens at {opensAt}. Report it then.',
  },
  'health.period-future': {
    status: 422,
    zh: '{period} 还没有到,不能提前上报。请核对日期(今天是 {today})。',
    en: '{period} is still to come (today is {today}). Check the date.',
  },
  'health.period-closed': {
    status: 422,
    zh: '{period} 已超过补报期限({days} 天)。请联系上级专员。',
    en: '{period} is more than {days} days ago and closed. Ask the officer above your unit.',
  },
  'health.person-foreign': {
    status: 422,
    zh: '名单第 {row} 人在 {period} 不属于本单位。请刷新名册后重新选择。',
    en: 'Person {row} of the list did not belong to this unit on {period}. Reload the roster and choose again.',
  },
  'health.person-twice': {
    status: 422,
    zh: '名单第 {row} 人重复出现。每人只保留一条。',
    en: 'Person {row} of the list appears twice. Keep one entry a person.',
  },
  'health.person-missing': {
    status: 422,
    zh: '名单第 {row} 条没有写明是谁。请从名册中选择。',
    en: 'Entry {row} names nobody. Choose from the roster.',
  },
  'health.exceeds-enrolled': {
    status: 422,
    zh: '异常人数({exceptions})多于应到人数({enrolled})。请核对。',
    en: 'More exceptions ({exceptions}) than people due ({enrolled}). Check the figures.',
  },
  'health.enrolled-missing': {
    status: 422,
    zh: '本单位还没有名册,请填写应到人数。',
    en: 'This unit has no roster yet: give the number of people due.',
  },
  'health.register-range': {
    status: 422,
    zh: '一次最多导出 {days} 天,且开始日期不能晚于结束日期。请缩短日期范围。',
    en: 'At most {days} days at once, from no later than to. Choose a shorter range.',
  },
  'health.register-unit': {
    status: 422,
    zh: '这种登记表按学校(单位)或班级导出。请选择一所学校或一个班级。',
    en: 'This register is kept by institutions and groups. Choose one of them.',
  },
} as const satisfies ProblemCatalogue;
