import type { ColumnCrypto } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/db.ts';
import { initialsOf } from '../values/name.ts';
import { makeClasses } from './newClasses.ts';
import type { Place } from './places.ts';
import type { Decision, PeoplePlan } from './plan.ts';
import { insertNew, placeToday, remember, updateKnown } from './store.ts';

/** Rows of one statement; small enough that progress moves, large enough that the round trips do not count. */
const CHUNK = 2_000;

export interface ApplyContext {
  readonly today: string;
  readonly crypto: ColumnCrypto;
  /** The import whose undo rows are written; null leaves none (command line). */
  readonly importId: string | null;
  readonly progress: (done: number, total: number) => Promise<void>;
}

const hexOf = (bytes: Buffer): string => bytes.toString('hex');

/** One decision as the row that the statements below unpack; sealed values as hex. Absent = keep what is there. */
function rowOf(
  decision: Decision,
  places: ReadonlyMap<string, Place>,
  kind: string,
  crypto: ColumnCrypto,
): Record<string, unknown> {
  const { values } = decision.draft;
  const place = decision.place ?? places.get(decision.newClass!.key)!;
  const number = (column: string, name: string, value: string | undefined): Record<string, unknown> =>
    value === undefined
      ? {}
      : {
          [`${name}_enc`]: hexOf(crypto.seal(column, value)),
          [`${name}_hash`]: hexOf(crypto.match(column, value)),
          [`${name}_last4`]: value.slice(-4),
        };
  return {
    id: decision.person?.id,
    action: decision.action,
    kind,
    area_id: place.areaId,
    unit_id: place.id,
    school_id: place.schoolId,
    lineage: `{${place.lineage.join(',')}}`,
    name: values.name,
    initials: initialsOf(values.name ?? ''),
    sex: values.sex,
    birth_date: values.birthDate,
    student_no: values.studentNo,
    id_type: values.idNumber === undefined ? undefined : values.otherDocument ? 'other' : 'resident',
    ...number('person.id', 'id', values.idNumber),
    ...number('person.phone', 'phone', values.phone),
    guardian_name: values.guardianName,
    ...number('person.phone', 'guardian_phone', values.guardianPhone),
    address: values.address,
    position: values.position,
    boarder: values.boarder,
    dormitory_id: decision.dormitoryId,
    room: values.dormitory,
  };
}

/** Writes a plan in the caller's transaction, in a few statements for each thousand people. */
export async function applyPeople(tx: Tx, plan: PeoplePlan, context: ApplyContext): Promise<void> {
  const { today, crypto, importId } = context;
  const places = await makeClasses(tx, plan.newClasses, today);
  const work = plan.decisions.filter((d) => d.action !== 'unchanged');
  for (let from = 0; from < work.length; from += CHUNK) {
    const rows = work.slice(from, from + CHUNK).map((d) => rowOf(d, places, plan.kind, crypto));
    const fresh = rows.filter((r) => r.action === 'new');
    const known = rows.filter((r) => r.action !== 'new') as { id: string; action: string }[];
    if (importId && known.length > 0) await remember(tx, importId, known);
    const ids = fresh.length > 0 ? await insertNew(tx, fresh, today) : [];
    if (known.length > 0) await updateKnown(tx, known, today);
    if (importId && ids.length > 0)
      await remember(
        tx,
        importId,
        ids.map((id) => ({ id, action: 'new' })),
      );
    const placed = [...ids, ...known.filter((r) => r.action !== 'changed').map((r) => r.id)];
    await placeToday(tx, placed, today);
    await context.progress(Math.min(from + CHUNK, work.length), work.length);
  }
}
