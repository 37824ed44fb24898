import type { NewPerson, PersonPatch } from '@lianfang/contract/people';
import { type RowProblemCode, rowProblems } from '@lianfang/contract/people.rows';
import { type FieldError, Problem } from '../../kernel/problem.ts';
import type { PersonValues } from './store.ts';
import { checkIdNumber } from './values/idNumber.ts';
import { readName } from './values/name.ts';
import { readPhone } from './values/phone.ts';

const fieldError = (field: string, code: RowProblemCode): FieldError => {
  const { zh, en } = rowProblems[code];
  return {
    field: `body/${field}`,
    code,
    detail: { zh: `${zh.reason},${zh.remedy}`, en: `${en.reason}; ${en.remedy}` },
  };
};

/** Facts a new value must agree with where the input does not give them itself. */
export interface KnownFacts {
  readonly birthDate: string | null;
  readonly sex: string | null;
}

/**
 * Checks typed input by the rules of the import, so that a form lets nothing in that a list would not.
 * @throws Problem people.bad-value naming each field
 */
export function readInput(
  input: PersonPatch | NewPerson,
  known: KnownFacts | null,
  today: string,
): PersonValues {
  const errors: FieldError[] = [];
  const { idType, dormitoryId: _dormitory, room, ...rest } = input;
  const values: { -readonly [K in keyof PersonValues]: PersonValues[K] } = { dormitory: room };
  const named = (
    field: 'name' | 'guardianName',
    text: string | null | undefined,
  ): string | null | undefined => {
    if (text === undefined || text === null) return text;
    const read = readName(text);
    if (read.ok) return read.name;
    errors.push(fieldError(field, read.problem));
    return undefined;
  };
  const dialled = (
    field: 'phone' | 'guardianPhone',
    text: string | null | undefined,
  ): string | null | undefined => {
    if (text === undefined || text === null) return text;
    const read = readPhone({ kind: 'text', text });
    if (read.ok) return read.phone;
    errors.push(fieldError(field, read.problem));
    return undefined;
  };
  values.name = named('name', rest.name) ?? undefined;
  values.guardianName = named('guardianName', rest.guardianName);
  values.phone = dialled('phone', rest.phone);
  values.guardianPhone = dialled('guardianPhone', rest.guardianPhone);
  for (const key of ['sex', 'birthDate', 'address', 'position'] as const) {
    if (rest[key] !== undefined) Object.assign(values, { [key]: rest[key] });
  }
  if (rest.boarder !== undefined) values.boarder = rest.boarder;
  if (rest.studentNo !== undefined) values.studentNo = rest.studentNo?.toUpperCase() ?? null;
  if (values.birthDate && values.birthDate > today) errors.push(fieldError('birthDate', 'date-future'));
  if (rest.idNumber === null) values.idNumber = null;
  else if (rest.idNumber !== undefined) {
    if (idType === 'other') {
      const number = rest.idNumber.replaceAll(' ', '').toUpperCase();
      if (/^[A-Z0-9()/-]{5,20}$/.test(number))
        Object.assign(values, { idNumber: number, otherDocument: true });
      else errors.push(fieldError('idNumber', 'id-other'));
    } else {
      const check = checkIdNumber(rest.idNumber, today);
      if (!check.ok) errors.push(fieldError('idNumber', check.problem));
      else {
        const birth = values.birthDate === undefined ? known?.birthDate : values.birthDate;
        const sex = values.sex === undefined ? known?.sex : values.sex;
        if (birth && birth !== check.birthDate) errors.push(fieldError('birthDate', 'birth-conflict'));
        if (sex && sex !== check.sex) errors.push(fieldError('sex', 'sex-conflict'));
        Object.assign(values, { idNumber: check.number, birthDate: check.birthDate, sex: check.sex });
      }
    }
  }
  if (errors.length > 0) throw new Problem('people.bad-value', {}, errors);
  return values;
}
