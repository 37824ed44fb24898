import Type, { type Static } from 'typebox';
import { parameter } from '../../kernel/parameter.ts';

/** A cut-off keeps its operator: at exactly 37.3 the sources differ (S2.8, S2.9-16 act above; S2.11-23 from it on). */
export const Cutoff = Type.Object({
  operator: Type.Union([Type.Literal('>'), Type.Literal('>=')]),
  celsius: Type.Number({ minimum: 35, maximum: 42 }),
});
export type Cutoff = Static<typeof Cutoff>;

/** S2.8, S2.9-16. */
export const feverCutoff = parameter({
  key: 'health.fever-cutoff',
  schema: Cutoff,
  fallback: { operator: '>', celsius: 37.3 },
  source: '校外培训机构复课指南、乡镇机关防疫方案：超过 37.3℃',
  zh: '发热判定体温',
  en: 'Temperature that counts as fever',
});

export const backfillDays = parameter({
  key: 'health.backfill-days',
  schema: Type.Integer({ minimum: 0, maximum: 400 }),
  fallback: 7,
  source: '学校因病缺课按周小结（2006 规范）：一周内可补报',
  zh: '可补报天数',
  en: 'Days back for which a check may still be reported',
});

/** Ill on two dates further apart is two absences; a date on which somebody is checked and well always parts them. */
export const absenceGapDays = parameter({
  key: 'health.absence-gap-days',
  schema: Type.Integer({ minimum: 1, maximum: 30 }),
  fallback: 4,
  source: '本平台默认：其间只有周末和相连一天未检，不视为返校',
  zh: '前后两次因病缺课视为同一次的最大间隔（天）',
  en: 'Days apart within which two absences for illness are one, if no check lies between',
});

export function exceeds(cutoff: Cutoff, celsius: number): boolean {
  return cutoff.operator === '>' ? celsius > cutoff.celsius : celsius >= cutoff.celsius;
}
