import Type from 'typebox';
import { parameter } from '../../kernel/parameter.ts';

/** How long a confirmed contact counts as current. */
export const contactFreshDays = parameter({
  key: 'people.contact-fresh-days',
  schema: Type.Integer({ minimum: 1, maximum: 3650 }),
  fallback: 180,
  source: 'S0B-27 (contacts kept current, periodic confirmation: here once a term)',
  zh: '联系方式核实有效期（天）',
  en: 'Days a confirmed contact stays current',
});
