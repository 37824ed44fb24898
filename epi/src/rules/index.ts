export { type IsOpen, weekdayOf } from './dayCount.ts';
export { evaluateRule, type RuleContext, type RuleHit } from './evaluateRule.ts';
export { detectByWeekday, detectOnOpenDays, sameWeekday, selectDays } from './schoolDays.ts';
export { type CaseEvent, meetsThreshold, type Operator, type WindowRule } from './windowRule.ts';
export { type WindowSumOptions, windowSum } from './windowSum.ts';
