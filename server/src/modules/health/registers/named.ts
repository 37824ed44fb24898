import { type Symptom, symptomNamesZh } from '@lianfang/contract/healthSymptoms';

/** For readers who may not see the checks themselves: the family name only. */
export const masked = (name: string): string =>
  name.length <= 1 ? '*' : `${name.slice(0, 1)}${'*'.repeat(name.length - 1)}`;

/** Whole years on a date. */
export function ageOn(birth: string | null, date: string): number | null {
  if (birth === null) return null;
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  return date.slice(5) < birth.slice(5) ? years - 1 : years;
}

export const sexZh = (sex: string | null | undefined): string =>
  sex === 'male' ? '男' : sex === 'female' ? '女' : '';
export const symptomsZh = (symptoms: readonly Symptom[]): string =>
  symptoms.map((s) => symptomNamesZh[s]).join('、');
export const doctorZh = (saw: boolean | null | undefined): string => (saw == null ? '' : saw ? '是' : '否');
