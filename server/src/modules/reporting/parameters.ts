import Type from 'typebox';
import { parameter } from '../../kernel/parameter.ts';

const minutes = Type.Integer({ minimum: 0, maximum: 240 });

/** Minutes before a deadline at which those still missing are reminded; 0 = not (S0B-91). */
export const remindBefore = parameter({
  key: 'reporting.remind-before-minutes',
  schema: minutes,
  fallback: 15,
  source: '高校应急预案：不迟报、不漏报（截止前提醒）',
  zh: '截止前几分钟自动催报（0 为不催）',
  en: 'Minutes before the deadline to remind (0 = never)',
});
/** Minutes after a deadline; 0 = not (S0B-91). */
export const remindAfter = parameter({
  key: 'reporting.remind-after-minutes',
  schema: minutes,
  fallback: 5,
  source: '高校应急预案：不迟报、不漏报（逾期催报）',
  zh: '截止后几分钟自动催报（0 为不催）',
  en: 'Minutes after the deadline to remind (0 = never)',
});
/** A unit that was reminded by hand is not reminded by hand again before this many minutes have passed. */
export const remindRest = parameter({
  key: 'reporting.remind-rest-minutes',
  schema: minutes,
  fallback: 10,
  source: '催报不扰民：短时间内不重复打扰同一单位',
  zh: '同一单位两次人工催报的最短间隔（分钟）',
  en: 'Minutes between two manual reminders of the same unit',
});
