import type { ProblemCatalogue } from './problem.ts';

/** Problems of units, posts, calendar and operations. */
export const orgProblems = {
  'org.kind-code-taken': {
    status: 409,
    zh: '已有这个类别代码，请换一个。',
    en: 'There is a kind with this code already. Choose another.',
  },
  'org.kind-parents': {
    status: 422,
    zh: '不能设在“{kind}”之下，请另选上级类别。',
    en: 'Nothing can hang below “{kind}”. Choose another kind above.',
  },
  'org.kind-needs-admin': {
    status: 409,
    zh: '这样就再无人能管理平台：系统管理员岗位须保留“平台管理”，最上级单位须有人任有此权限的岗位。',
    en: 'Nobody could look after the platform any more: the administrator’s post must keep “platform administration”, and somebody at the topmost unit must hold a post with it.',
  },
  'org.kind-needed': {
    status: 409,
    zh: '系统管理员岗位不能停用，否则再无人能管理平台。',
    en: 'The administrator’s post cannot be retired: nobody could look after the platform any more.',
  },
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
  'org.already-promoted': {
    status: 409,
    zh: '{name}已有 {year} 年入学的年级，今年应已升过级。请把生效日期改到明年，或先在“沿革”中撤回原来的升级。',
    en: '{name} has the entrants of {year} already: it was promoted this year. Choose a date of next year, or take the earlier promotion back under “History”.',
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
  'org.effective-in-past': {
    status: 422,
    zh: '生效日期不能早于今天({today}),已过去的日子不改。请另选日期。',
    en: 'The effective date cannot be before today ({today}): past days stay as they were. Choose another date.',
  },
  'org.not-open': {
    status: 409,
    zh: '“{name}”在 {date} 尚未设立或已撤销,请另选日期或单位。',
    en: '“{name}” is not open on {date}. Choose another date or unit.',
  },
  'org.change-planned': {
    status: 409,
    zh: '“{name}”已定于 {date} 变动。请先撤回该项变动,或选在其后生效。',
    en: '“{name}” has a change planned for {date}. Undo that first, or take effect after it.',
  },
  'org.into-itself': {
    status: 422,
    zh: '单位不能移到或并入自己及其下级。请另选目标单位。',
    en: 'A unit cannot go into itself or below itself. Choose another unit.',
  },
  'org.merge-kinds': {
    status: 422,
    zh: '只有同类单位可以合并。请另选目标单位。',
    en: 'Only units of the same kind can be merged. Choose another unit.',
  },
  'org.nothing-changes': {
    status: 422,
    zh: '这项操作不会改变任何单位,请检查所选内容。',
    en: 'This would change no unit. Check what you chose.',
  },
  'org.undone-already': {
    status: 409,
    zh: '这项操作已经撤回。',
    en: 'This operation has been undone already.',
  },
  'org.undo-later': {
    status: 409,
    zh: '其后还有涉及同一单位的操作({date} 生效),请先撤回那一项。',
    en: 'A later operation (effective {date}) concerns the same units. Undo that one first.',
  },
  'org.undo-in-use': {
    status: 409,
    zh: '已有 {count} 项记录依赖这项操作(人员、岗位、上报、学期、校历或参数),不能撤回。请改用新的操作调整。',
    en: '{count} records (people, posts, reports, terms, days or parameters) depend on it, so it cannot be undone. Make a new operation instead.',
  },
  'org.arrangement-top': {
    status: 403,
    zh: '全国的放假安排由平台最上级单位统一录入。本单位的特殊安排,请在校历中点选日子设定。',
    en: 'The country’s holidays are entered once, at the topmost unit. For days of your own, choose them in the calendar.',
  },
  'org.arrangement-day': {
    status: 422,
    zh: '{date} 不属于 {year} 年,或同时列为放假和上班。请核对通知原文。',
    en: '{date} is not in {year}, or both a holiday and a workday. Compare it with the notice.',
  },
  'org.arrangement-weekday': {
    status: 422,
    zh: '{date} 不是周末,不能列为调休上班。请核对通知原文。',
    en: '{date} is no weekend day, so it cannot be worked to make up. Compare it with the notice.',
  },
  'org.arrangement-law': {
    status: 422,
    zh: '法定节假日 {date} 没有列为放假,安排不完整。请粘贴通知全文。',
    en: 'The statutory holiday {date} is missing: paste the whole notice.',
  },
  'org.arrangement-past': {
    status: 422,
    zh: '{date} 已经过去,当天是否上报不能再改。请核对,或只对今后的日子在校历中设定。',
    en: '{date} has passed: what was due that day does not change. Set days to come in the calendar instead.',
  },
  'org.day-past': {
    status: 422,
    zh: '只能设定今天({today})及以后的日子,已过去的日子不改。个别停课可登记为豁免。',
    en: 'Only today ({today}) and later days can be set; past days stay. A single past closure can be an exemption.',
  },
  'org.reason-needed': {
    status: 422,
    zh: '请填写原因,至少两个字。',
    en: 'Give a reason of at least two characters.',
  },
  'org.dates-reversed': {
    status: 422,
    zh: '结束日期早于开始日期,请调整。',
    en: 'The end is before the beginning. Change the dates.',
  },
  'org.term-over': {
    status: 409,
    zh: '该学期已结束,不能再改。',
    en: 'This term is over and can no longer be changed.',
  },
  'org.account-unknown': {
    status: 422,
    zh: '没有找到该账号,请重新选择。',
    en: 'No such account. Choose again.',
  },
  'org.post-beyond-yours': {
    status: 403,
    zh: '“{post}”包含您在该单位没有的管理权限,请由上级管理员任命。',
    en: '“{post}” includes administrative rights you do not have here. Ask an administrator above.',
  },
  'org.parameter-invalid': {
    status: 422,
    zh: '参数值不符合要求:{detail}。',
    en: 'The value does not fit this parameter: {detail}.',
  },
} as const satisfies ProblemCatalogue;
