import Type from 'typebox';
import { parameter } from '../../kernel/parameter.ts';

/** How long an uploaded list, its error sheet and what taking it back needs are kept. */
export const importKeptHours = parameter({
  key: 'people.import-undo-hours',
  schema: Type.Integer({ minimum: 1, maximum: 168 }),
  fallback: 24,
  source: '个人信息保护法 第十九条（保存期限为实现处理目的所必要的最短时间）：一个工作日内可撤回',
  zh: '导入可撤回、名单原件保留的时间（小时）',
  en: 'Hours an import can be undone and its file is kept',
  platform: true,
});

/** How long a confirmed contact counts as current (S0B-27). */
export const contactFreshDays = parameter({
  key: 'people.contact-fresh-days',
  schema: Type.Integer({ minimum: 1, maximum: 3650 }),
  fallback: 180,
  source: '高校应急预案：家长联系方式及时更新；本平台默认每学期核实一次',
  zh: '联系方式核实有效期（天）',
  en: 'Days a confirmed contact stays current',
});
