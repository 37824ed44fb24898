import type { ColumnCrypto } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { ListOrigin } from '../../org/index.ts';
import { insertNew, personRow, placeToday, updateKnown } from '../store.ts';
import { makeClasses } from './newClasses.ts';
import type { PeoplePlan } from './plan.ts';
import { remember, seal } from './undo.ts';

/** Rows of one statement; small enough that progress moves, large enough that the round trips do not count. */
const CHUNK = 2_000;

export interface ApplyContext {
  readonly today: string;
  readonly crypto: ColumnCrypto;
  /** The import whose undo rows are written; null leaves none (command line). */
  readonly importId: string | null;
  readonly origin: ListOrigin;
  readonly progress: (done: number, total: number) => Promise<void>;
}

/** Writes a plan in the caller's transaction, in a few statements for each thousand people. */
export async function applyPeople(tx: Tx, plan: PeoplePlan, context: ApplyContext): Promise<void> {
  const { today, crypto, importId } = context;
  const places = await makeClasses(tx, plan.newClasses, context.origin);
  const work = plan.decisions.filter((d) => d.action !== 'unchanged');
  for (let from = 0; from < work.length; from += CHUNK) {
    const rows = work.slice(from, from + CHUNK).map((d) =>
      personRow(crypto, plan.kind, d.place ?? places.get(d.newClass!.key)!, d.draft.values, {
        id: d.person?.id,
        action: d.action,
        dormitoryId: d.dormitoryId,
      }),
    );
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
    const moved = work.slice(from, from + CHUNK).flatMap(({ person, action, dormitoryId }) => {
      const bed = dormitoryId !== null && dormitoryId !== person?.dormitoryId;
      return person && (action !== 'changed' || bed) ? [person.id] : [];
    });
    const placed = [...ids, ...moved];
    await placeToday(tx, placed, today);
    await context.progress(Math.min(from + CHUNK, work.length), work.length);
  }
  if (importId) await seal(tx, importId);
}
