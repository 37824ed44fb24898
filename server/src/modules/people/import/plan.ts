import type { RowAction } from '@lianfang/contract/people.import';
import type { ColumnCrypto } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/db.ts';
import { maskId } from '../values/phone.ts';
import { type Analysis, type Draft, type Fault, faultAt, type Values } from './draft.ts';
import { type Known, KnownIndex, readKnown } from './existing.ts';
import { identify } from './identify.ts';
import { type Place, readInside, readInstitutions } from './places.ts';
import { SchoolFinder } from './schools.ts';
import { type NewClass, Seats } from './seats.ts';

/** What an import may touch, and how. */
export interface PlanContext {
  /** Units in whose subtrees the importer may import; '*' for the command line. */
  readonly scope: readonly string[] | '*';
  /** The unit the user said the list belongs to. */
  readonly given: Place | null;
  readonly createClasses: boolean;
  readonly today: string;
  readonly crypto: ColumnCrypto;
}

export interface Decision {
  readonly draft: Draft;
  readonly action: RowAction;
  readonly person: Known | null;
  /** Absent while the class is still to be made: then `newClass` says which. */
  readonly place: Place | null;
  readonly newClass: NewClass | null;
  readonly school: Place;
  readonly dormitoryId: string | null;
}

export interface PeoplePlan {
  readonly kind: 'student' | 'staff';
  readonly decisions: readonly Decision[];
  readonly rejected: readonly Draft[];
  readonly newClasses: readonly NewClass[];
}

const inScope = (scope: PlanContext['scope'], lineage: readonly string[]): boolean =>
  scope === '*' || lineage.some((id) => scope.includes(id));

const hex = (crypto: ColumnCrypto, column: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : crypto.match(column, value).toString('hex');

/** Would writing these values change what is on record? Empty cells change nothing. */
function differs(person: Known, values: Values, dormitoryId: string | null, crypto: ColumnCrypto): boolean {
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [values.name, person.name],
    [values.sex, person.sex],
    [values.birthDate, person.birthDate],
    [values.studentNo, person.studentNo],
    [hex(crypto, 'person.id', values.idNumber), person.idHash],
    [hex(crypto, 'person.phone', values.phone), person.phoneHash],
    [values.guardianName, person.guardianName],
    [hex(crypto, 'person.phone', values.guardianPhone), person.guardianPhoneHash],
    [values.address, person.address],
    [values.position, person.position],
    [values.boarder, person.boarder],
    [values.dormitory, person.room],
    [dormitoryId ?? undefined, person.dormitoryId],
  ];
  return pairs.some(([next, now]) => next !== undefined && next !== now);
}

/** 教务处 that is no unit of the school is kept as the person's position. */
const withPosition = (values: Values, office: string | null): Values =>
  office === null ? values : { ...values, position: [office, values.position].filter(Boolean).join(' ') };

/**
 * Decides every row against what is on record. Reads beyond the importer's scope, to find transfers; tells of people
 * outside only that they are enrolled elsewhere. Adds faults to the drafts it rejects.
 */
export async function planPeople(tx: Tx, analysis: Analysis, context: PlanContext): Promise<PeoplePlan> {
  const kind = analysis.kind === 'staff' ? 'staff' : 'student';
  const { crypto, scope } = context;
  const reach = context.given ? [context.given.id] : scope;
  const institutions = await readInstitutions(tx, reach, kind === 'staff');
  // A class given as the list's unit lies below its school: the school is found above it.
  const home =
    context.given?.schoolId && !institutions.some((p) => p.id === context.given!.schoolId)
      ? await readInstitutions(tx, '*', false).then((all) =>
          all.filter((p) => p.id === context.given!.schoolId),
        )
      : [];
  const sheets = new Map(analysis.sheets.map((s) => [s.index, s]));
  const finder = new SchoolFinder([...institutions, ...home], home[0] ?? context.given);
  const found = analysis.drafts.map((draft) => finder.find(draft.values, sheets.get(draft.sheet)));
  const schools = new Map(found.flatMap((f) => ('school' in f ? [[f.school.id, f.school] as const] : [])));
  const seats = new Seats(await readInside(tx, [...schools.keys()]), schools, context);
  const idHashes = analysis.drafts.map((d) => hex(crypto, 'person.id', d.values.idNumber));
  const known = await readKnown(
    tx,
    [...schools.keys()],
    idHashes.filter((h) => h !== undefined),
    analysis.drafts.flatMap((d) => d.values.studentNo ?? []),
  );
  const index = new KnownIndex(known);
  const claimed = new Map<string, Draft>();

  const decide = (draft: Draft, i: number): Decision | null => {
    const refuse = (field: string, code: Fault['code'], params: Fault['params'] = {}, value = ''): null => {
      draft.faults.push(faultAt(analysis, draft, field, code, params, value));
      return null;
    };
    const at = found[i]!;
    if (!('school' in at)) return refuse(at.field, at.code, at.params, at.value);
    const seat = seats.find(kind, draft, at.school, sheets.get(draft.sheet)?.className ?? null);
    if ('code' in seat) return refuse(seat.field, seat.code, seat.params, seat.value);
    if (draft.faults.length > 0) return null;
    const values = withPosition(draft.values, seat.office);
    const place = {
      unitId: seat.place?.id ?? `new:${seat.newClass?.key}`,
      schoolId: at.school.role === 'region' ? null : at.school.id,
    };
    const who = identify(kind, values, idHashes[i], place, index);
    const shown = values.idNumber ? maskId(values.idNumber) : (values.studentNo ?? values.name ?? '');
    if ('code' in who)
      return refuse(who.field, who.code, who.count === undefined ? {} : { count: who.count }, shown);
    const { person } = who;
    const field = values.idNumber ? 'idNumber' : values.studentNo ? 'studentNo' : 'name';
    if (person) {
      const earlier = claimed.get(person.id);
      if (earlier) return refuse(field, 'duplicate-in-file', { row: earlier.row }, shown);
      if (person.kind !== kind)
        return refuse(field, 'kind-conflict', { kind: person.kind === 'staff' ? '教职工' : '学生' }, shown);
      if (person.leftOn === null && !inScope(scope, person.lineage))
        return refuse(field, 'elsewhere', {}, shown);
      claimed.set(person.id, draft);
    }
    const dormitoryId =
      values.dormitory === undefined ? null : seats.dormitory(at.school.id, values.dormitory);
    const boards = values.boarder ?? (values.dormitory === undefined ? undefined : true);
    const full = boards === undefined ? values : { ...values, boarder: boards };
    const action: RowAction = !person
      ? 'new'
      : person.leftOn !== null
        ? 'returned'
        : person.unitId !== seat.place?.id
          ? 'moved'
          : differs(person, full, dormitoryId, crypto)
            ? 'changed'
            : 'unchanged';
    return {
      draft: { ...draft, values: full },
      action,
      person,
      place: seat.place,
      newClass: seat.newClass,
      school: at.school,
      dormitoryId,
    };
  };
  const decisions = analysis.drafts.flatMap((draft, i) => decide(draft, i) ?? []);
  const used = new Set(decisions.flatMap((d) => d.newClass?.key ?? []));
  return {
    kind,
    decisions,
    rejected: analysis.drafts.filter((d) => d.faults.length > 0),
    newClasses: seats.newClasses.filter((c) => used.has(c.key)),
  };
}
