import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { announce } from '../../../kernel/events.ts';
import { Problem } from '../../../kernel/problem.ts';
import { countAt } from '../followers.ts';
import { announceAccounts } from '../holdings.ts';
import { dependentsOf } from './apply.ts';
import { settle, turnDay } from './settle.ts';
import type { OperationResult } from './summary.ts';

export interface StoredOperation {
  readonly id: string;
  readonly type: string;
  readonly unit_id: string;
  readonly area_id: string;
  readonly effective_on: string;
  readonly seq: string;
  readonly undone_at: string | null;
  readonly result: OperationResult;
}

/** What of an operation decides whether it can be undone. */
export type Asked = Pick<StoredOperation, 'id' | 'effective_on' | 'seq' | 'result'>;

/**
 * Takes an operation back: before it takes effect as if it had never been asked; afterwards from today on, and only
 * if nothing depends on it – no later operation on its units, no pupil or member of staff moved by it, no check
 * received, nobody placed and nothing set (term, day, parameter) at a unit it made. Days that have passed stay as they were.
 * @throws Problem org.undone-already, org.undo-later, org.undo-in-use, org.would-dangle (constraint)
 */
export async function undoOperation(
  tx: Tx,
  op: StoredOperation,
  accountId: string,
  today: string,
  now: string,
): Promise<void> {
  if (op.undone_at !== null) throw new Problem('org.undone-already');
  await turnDay(tx, today);
  const reach = await reachOf(tx, op, today);
  const { made, cut, dependents } = reach;
  const obstacle = await obstacleIn(tx, op, reach, today);
  if (obstacle) throw obstacle;

  await sql`select org.put_back(${op.id}, ${cut}::date)`.execute(tx);
  // A unit that never was keeps its row (the audit names it) and gives its code back.
  await sql`update org.unit u set closed_on = opened_on, code = u.code || '~' || u.id
    where u.id = any(${made}::bigint[])
      and not exists (select from org.unit_version v where v.unit_id = u.id)`.execute(tx);
  await sql`select org.rederive(${dependents}::bigint[], ${cut}::date)`.execute(tx);
  const { rows: posts } = await sql<{ account_id: string }>`
    update org.holding h set valid = e.valid
    from jsonb_to_recordset(${JSON.stringify(op.result.endedPosts)}::jsonb) as e(id bigint, valid daterange)
    where e.id = h.id returning h.account_id`.execute(tx);
  await announceAccounts(
    tx,
    posts.map((p) => p.account_id),
  );
  await settle(tx, dependents, today, []);
  await sql`update org.operation set undone_at = ${now}::timestamptz, undone_by = ${accountId} where id = ${op.id}`.execute(
    tx,
  );
  await announce(tx, { kind: 'unit' });
}

interface Reach {
  readonly touched: readonly string[];
  /** Units the operation made. */
  readonly made: readonly string[];
  /** The date from which undoing changes something. */
  readonly cut: string;
  readonly dependents: readonly string[];
}

async function reachOf(tx: Tx, op: Asked, today: string): Promise<Reach> {
  const { rows: units } = await sql<{ id: string; made: boolean }>`
    select unit_id as id, before is null as made from org.operation_unit where operation_id = ${op.id}`.execute(
    tx,
  );
  const touched = units.map((u) => u.id);
  const made = units.filter((u) => u.made).map((u) => u.id);
  const cut = op.effective_on > today ? op.effective_on : today;
  return { touched, made, cut, dependents: await dependentsOf(tx, touched, cut) };
}

/** Why an operation cannot be undone now; null where it can. */
export const obstacleOf = async (tx: Tx, op: Asked, today: string): Promise<Problem | null> =>
  obstacleIn(tx, op, await reachOf(tx, op, today), today);

async function obstacleIn(
  tx: Tx,
  op: Asked,
  { touched, made, dependents }: Reach,
  today: string,
): Promise<Problem | null> {
  const { rows: later } = await sql<{ type: string; date: string }>`
    select o.type, o.effective_on as date from org.operation o join org.operation_unit t on t.operation_id = o.id
    where t.unit_id = any(${touched}::bigint[]) and o.undone_at is null and o.id <> ${op.id}
      and o.seq > ${op.seq}::bigint order by o.seq limit 1`.execute(tx);
  if (later[0]) return new Problem('org.undo-later', { ...later[0] });
  if (op.result.peopleMoved > 0) return new Problem('org.undo-in-use', { count: op.result.peopleMoved });
  const here = await countAt(tx, made);
  const { rows: used } = await sql<{ count: number }>`
    select (select count(*) from org.holding where unit_id = any(${made}::bigint[]) and not isempty(valid))::int
      + (select count(*) from org.term where unit_id = any(${made}::bigint[]))::int
      + (select count(*) from org.calendar_day where unit_id = any(${made}::bigint[]))::int
      + (select count(*) from kernel.parameter where unit_id = any(${made}::bigint[]))::int
      + (select count(*) from kernel.receipt where ${op.effective_on}::date <= ${today}::date
          and unit_id = any(${dependents}::bigint[]) and period >= ${op.effective_on}::date)::int as count`.execute(
    tx,
  );
  const count = Object.values(here).reduce((a, b) => a + b, used[0]!.count);
  return count > 0 ? new Problem('org.undo-in-use', { count }) : null;
}
