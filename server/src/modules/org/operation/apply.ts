import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { announce } from '../../../kernel/events.ts';
import { Problem } from '../../../kernel/problem.ts';
import { createUnits } from '../create.ts';
import { countAt } from '../followers.ts';
import { announceAccounts } from '../holdings.ts';
import type { OperationType, Plan } from './plan.ts';
import { settle, turnDay } from './settle.ts';
import { type OperationResult, summarise } from './summary.ts';

/** Who asked for what, when it takes effect. */
export interface OperationRequest {
  readonly id: string;
  readonly type: OperationType;
  readonly unitId: string;
  readonly areaId: string;
  readonly effectiveOn: string;
  readonly accountId: string;
  readonly request: unknown;
  /** When it was asked, by the deployment's clock; the database's where absent. */
  readonly at?: string | undefined;
}

/**
 * Carries out a plan in the caller's transaction (scope: the platform; rights are decided before). Everything is
 * set-based: a county's promotion is a dozen statements. A preview is the same call in a transaction that is
 * rolled back, so that it cannot say anything else than what would happen.
 * @throws Problem org.effective-in-past, org.not-open, org.change-planned, and what the constraints say
 */
export async function applyPlan(
  tx: Tx,
  op: OperationRequest,
  plan: Plan,
  today: string,
): Promise<OperationResult> {
  if (op.effectiveOn < today) throw new Problem('org.effective-in-past', { today });
  await turnDay(tx, today);
  const touched = plan.changes.map((c) => c.unit);
  await refuseUnlessFree(tx, touched, op.effectiveOn);
  const from = sql`${op.effectiveOn}::date`;
  const before = await summarise.read(tx, touched, op.effectiveOn);
  const { rows: kept } = await sql<{ unit_id: string; before: unknown }>`
    select unit_id, jsonb_agg(jsonb_build_object('valid', valid, 'name', name, 'parent_id', parent_id,
      'territory_id', territory_id, 'attributes', attributes)) as before
    from org.unit_version where unit_id = any(${touched}::bigint[]) and valid && daterange(${from}, null)
    group by unit_id`.execute(tx);
  const dependents = await dependentsOf(tx, touched, op.effectiveOn);
  const counts = await countAt(tx, dependents);
  await sql`select org.put_changes(${JSON.stringify(plan.changes)}::jsonb, ${from})`.execute(tx);
  const created = await createUnits(tx, plan.creates, today);
  const made = created.map((u) => u.id);
  await sql`select org.rederive(${dependents}::bigint[], ${from})`.execute(tx);
  const closed = plan.changes.filter((c) => c.close).map((c) => c.unit);
  const endedPosts = await endPosts(tx, closed, op.effectiveOn);
  const result: OperationResult = {
    ...(await summarise.compare(tx, before, plan, made, op.effectiveOn, dependents.length)),
    counts,
    endedPosts,
    peopleMoved: 0,
  };
  await record(tx, op, plan, result, kept, made);
  const peopleMoved = await settle(tx, dependents, today, op.effectiveOn === today ? [op.id] : []);
  if (peopleMoved > 0) await patchResult(tx, op.id, { peopleMoved });
  await announce(tx, { kind: 'unit' });
  return { ...result, peopleMoved };
}

/** For operations that no client numbers. */
export async function newOperationId(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7()::text as id`.execute(tx);
  return rows[0]!.id;
}

export async function dependentsOf(tx: Tx, ids: readonly string[], from: string): Promise<readonly string[]> {
  const { rows } = await sql<{ ids: readonly string[] }>`
    select org.dependents(${ids}::bigint[], ${from}::date)::text[] as ids`.execute(tx);
  return rows[0]!.ids;
}

/** Every unit must be open that day, and none may have a change of its own planned for later. */
async function refuseUnlessFree(tx: Tx, ids: readonly string[], on: string): Promise<void> {
  await sql`select from org.unit where id = any(${ids}::bigint[]) order by id for update`.execute(tx);
  const { rows: shut } = await sql<{ name: string }>`
    select u.name from org.unit u where u.id = any(${ids}::bigint[]) and not exists (
      select from org.unit_version v where v.unit_id = u.id and v.valid @> ${on}::date) limit 1`.execute(tx);
  if (shut[0]) throw new Problem('org.not-open', { name: shut[0].name, date: on });
  const { rows: planned } = await sql<{ name: string; date: string }>`
    select u.name, o.effective_on as date from org.operation_unit t
    join org.operation o on o.id = t.operation_id and o.undone_at is null and o.effective_on > ${on}::date
    join org.unit u on u.id = t.unit_id
    where t.unit_id = any(${ids}::bigint[]) order by o.effective_on limit 1`.execute(tx);
  if (planned[0]) throw new Problem('org.change-planned', { ...planned[0] });
}

/** Posts at closed units end with them. Kept with their former end, for undo. */
async function endPosts(
  tx: Tx,
  closed: readonly string[],
  on: string,
): Promise<OperationResult['endedPosts']> {
  const { rows } = await sql<{ id: string; account_id: string; valid: string; post: string; unit: string }>`
    with gone as (
      select id, account_id, post_kind, unit_id, valid from org.holding
      where unit_id = any(${closed}::bigint[]) and valid && daterange(${on}::date, null)
    ), cut as (
      update org.holding h set valid = daterange(lower(h.valid), greatest(lower(h.valid), ${on}::date))
      from gone g where g.id = h.id
    ) select id, account_id, valid::text as valid, post_kind as post, unit_id as unit from gone order by id`.execute(
    tx,
  );
  await announceAccounts(
    tx,
    rows.map((r) => r.account_id),
  );
  return rows.map(({ id, valid, post, unit }) => ({ id, valid, post, unit }));
}

/** Writes an operation down, with what it changed (`kept`, as it was before) and made. */
export async function record(
  tx: Tx,
  op: OperationRequest,
  plan: Plan,
  result: OperationResult,
  kept: readonly { unit_id: string; before: unknown }[],
  made: readonly string[],
): Promise<void> {
  await sql`insert into org.operation (id, area_id, unit_id, type, effective_on, request, result, account_id, at)
    values (${op.id}, ${op.areaId}, ${op.unitId}, ${op.type}, ${op.effectiveOn}, ${JSON.stringify(op.request)}::jsonb,
      ${JSON.stringify(result)}::jsonb, ${op.accountId}, coalesce(${op.at ?? null}::timestamptz, kernel.now()))`.execute(
    tx,
  );
  const successor = new Map(plan.changes.map((c) => [c.unit, c.successor]));
  const units = [
    ...kept.map((k) => ({ unit: k.unit_id, before: k.before, successor: successor.get(k.unit_id) ?? null })),
    ...made.map((unit) => ({ unit, before: null, successor: null })),
  ];
  await sql`insert into org.operation_unit (operation_id, unit_id, before, successor_id)
    select ${op.id}, unit, nullif(before, 'null'), successor
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as t(unit bigint, before jsonb, successor bigint)`.execute(
    tx,
  );
}

export async function patchResult(tx: Tx, id: string, patch: Partial<OperationResult>): Promise<void> {
  await sql`update org.operation set result = result || ${JSON.stringify(patch)}::jsonb where id = ${id}`.execute(
    tx,
  );
}
