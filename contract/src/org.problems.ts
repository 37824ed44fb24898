import type { ProblemCatalogue } from './problem.ts';

/** Problems of units, posts, calendar and operations. */
export const orgProblems = {
  'org.bad-placing': {
    status: 422,
    zh: '单位不能这样设置,请按下列提示改正后再提交。',
    en: 'The unit cannot hang there. Correct it as listed and send again.',
  },
  'org.code-taken': {
    status: 409,
    zh: '该单位代码已被使用,请换一个代码,或在原单位上修改。',
    en: 'This unit code is in use. Choose another, or edit the unit that has it.',
  },
  'org.would-dangle': {
    status: 409,
    zh: '有单位会因此挂在已撤销的单位之下,请先为它们另定上级。',
    en: 'A unit would be left hanging below a closed one. Move it first.',
  },
  'org.post-not-here': {
    status: 422,
    zh: '该岗位不能设在此类单位,或单位已撤销。请另选岗位或单位。',
    en: 'This post cannot be held at such a unit, or the unit is closed. Choose another post or unit.',
  },
  'org.already-held': {
    status: 409,
    zh: '此人在这段时间内已任该岗位,请调整起止日期。',
    en: 'This person already holds the post there in these days. Change the dates.',
  },
  'org.term-overlaps': {
    status: 409,
    zh: '与本单位另一学期的日期重叠,请调整起止日期。',
    en: 'The dates overlap another term of this unit. Change them.',
  },
  'org.operation-repeated': {
    status: 409,
    zh: '这次操作已提交过,请刷新查看结果。',
    en: 'This operation has been sent before. Reload to see its result.',
  },
} as const satisfies ProblemCatalogue;
