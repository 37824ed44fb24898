import fc from 'fast-check';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../../../test/support/app.ts';
import { insertReceipts } from '../../../../../test/support/receipt.ts';
import { makeWorld } from '../../../../../test/support/world.ts';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/problem.ts';
import { applyPlan } from './apply.ts';
import { planClose } from './close.ts';
import { planMerge } from './merge.ts';
import type { OperationType, Plan } from './plan.ts';
import { planPromotion } from './promote.ts';
import { subtreeOn } from './read.ts';
import { turnDay } from './settle.ts';
import { type StoredOperation, undoOperation } from './undo.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await makeWorld(app.db);
});
afterAll(() => app.close());

interface Version {
  readonly id: string;
  readonly kind: string;
  readonly role: string;
  readonly name: string;
  readonly parent: string | null;
  readonly territory: string | null;
  readonly area: string;
  readonly school: string | null;
  readonly lineage: readonly string[];
}

async function treeOn(tx: Tx, date: string): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`
    select u.id, u.kind, k.role, v.name, v.parent_id as parent, v.territory_id as territory, v.area_id as area,
      v.school_id as school, v.lineage::text[] as lineage
    from org.unit_version v join org.unit u on u.id = v.unit_id join org.unit_kind k on k.code = u.kind
    where v.valid @> ${date}::date order by u.id`.execute(tx);
  return rows;
}

/** The rule of ARCHITECTURE.md, written a second time and without SQL. */
function expectDerived(tree: readonly Version[]): void {
  const byId = new Map(tree.map((v) => [v.id, v]));
  const line = (id: string | null): Version[] => {
    if (id === null) return [];
    const unit = byId.get(id);
    if (!unit) throw new Error(`unit ${id} is named by an open unit but is not open`);
    return [unit, ...line(unit.parent)];
  };
  for (const unit of tree) {
    const main = line(unit.id);
    const territory = main.find((u) => u.territory !== null)?.territory ?? null;
    const ids = [...main.map((u) => u.id), ...line(territory).map((u) => u.id)];
    expect(unit.lineage).toEqual([...new Set(ids)]);
    expect(unit.area).toBe((main.find((u) => u.role === 'region') ?? main.at(-1)!).id);
    expect(unit.school).toBe(main.find((u) => u.role === 'institution')?.id ?? null);
  }
}

/** One class, one receipt a day: the stand-in for every fact that carries the lineage of its date. */
const report = (tx: Tx, date: string) =>
  sql`${sql.raw(
    insertReceipts(
      `select v.area_id, v.unit_id, v.school_id, v.lineage
      from org.unit_version v join org.unit u on u.id = v.unit_id and u.kind = 'class' where v.valid @> '${date}'::date`,
      { period: `'${date}'` },
    ),
  )} on conflict do nothing`.execute(tx);

async function sums(tx: Tx): Promise<unknown> {
  const { rows } =
    await sql`select period, l as unit, count(*)::int as reports from kernel.receipt, unnest(lineage) l
    group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}

const step = fc.record({
  type: fc.constantFrom<OperationType | 'undo'>('move', 'merge', 'close', 'rename', 'promote', 'undo'),
  unit: fc.nat(),
  target: fc.nat(),
  ahead: fc.integer({ min: 0, max: 12 }),
  pass: fc.integer({ min: 0, max: 6 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function attempt(
  tx: Tx,
  { type, unit, target, ahead }: Step,
  today: string,
  n: number,
): Promise<boolean> {
  const tree = await treeOn(tx, today);
  const pick = (i: number, from: readonly Version[] = tree) => from[i % from.length]!;
  if (type === 'undo') {
    const { rows } = await sql<StoredOperation>`select * from org.operation order by seq`.execute(tx);
    if (rows.length > 0)
      await undoOperation(tx, rows[unit % rows.length]!, 'a', today, `${today}T08:00:00+08:00`);
    return rows.length > 0;
  }
  const effectiveOn = Temporal.PlainDate.from(today).add({ days: ahead }).toString();
  const kind =
    type === 'promote'
      ? 'county'
      : type === 'merge'
        ? ['school', 'county', 'class', 'street'][unit % 4]!
        : '';
  const of = tree.filter((u) => (kind ? u.kind === kind : !['province', 'city'].includes(u.kind)));
  if (of.length === 0) return false;
  const a = pick(unit, of);
  const homes: Record<string, string[]> = {
    class: ['grade', 'school'],
    grade: ['school'],
    school: ['county', 'city'],
  };
  const b =
    type === 'merge'
      ? pick(target, of)
      : pick(
          target,
          tree.filter((u) => homes[a.kind]?.includes(u.kind)),
        );
  if ((type === 'move' || type === 'merge') && (b === undefined || b.id === a.id)) return false;
  const subtree = await subtreeOn(tx, a.id, effectiveOn);
  const into = type === 'merge' ? await subtreeOn(tx, b.id, effectiveOn) : subtree;
  if (subtree.length === 0 || into.length === 0) return false;
  const plans: Record<string, () => Plan> = {
    move: () => ({ changes: [{ unit: a.id, parent: b.id }], creates: [], notes: [] }),
    rename: () => ({ changes: [{ unit: a.id, name: `改名${n}` }], creates: [], notes: [] }),
    close: () => planClose(subtree),
    merge: () => planMerge(subtree, into),
    promote: () => planPromotion(subtree, { effectiveOn, createFirst: true, newClasses: {} }),
  };
  const plan = plans[type]!();
  const op = {
    id: crypto.randomUUID(),
    type,
    unitId: a.id,
    areaId: a.area,
    effectiveOn,
    accountId: 'a',
    request: {},
    at: `${today}T08:00:00+08:00`,
  };
  await applyPlan(tx, op, plan, today);
  return true;
}

const REFUSED = ['unit_version_dangling', 'unit_code_key'];

async function play(tx: Tx, steps: readonly Step[]): Promise<number> {
  let today = '2026-11-18';
  let done = 0;
  const past = new Map<string, readonly Version[]>();
  for (const [n, s] of steps.entries()) {
    await sql`savepoint s`.execute(tx);
    try {
      if (await attempt(tx, s, today, n)) {
        done++;
      }
    } catch (error) {
      const { constraint } = error as { constraint?: string };
      if (!(error instanceof Problem) && !REFUSED.includes(constraint ?? '')) throw error;
      await sql`rollback to savepoint s`.execute(tx);
    }
    for (let i = 0; i < s.pass; i++) {
      await turnDay(tx, today);
      if (n % 3 === 0) await report(tx, today);
      past.set(today, await treeOn(tx, today));
      today = Temporal.PlainDate.from(today).add({ days: 1 }).toString();
    }
    const before = await sums(tx);
    await turnDay(tx, today);
    expect(await sums(tx)).toEqual(before);
    for (const [date, tree] of past) expect(await treeOn(tx, date)).toEqual(tree);
    const { rows: starts } = await sql<{ date: string }>`
      select distinct lower(valid) as date from org.unit_version where lower(valid) > ${today}::date`.execute(
      tx,
    );
    for (const { date } of [{ date: today }, ...starts]) expectDerived(await treeOn(tx, date));
    const { rows: stale } = await sql`
      select u.id from org.unit u join org.unit_version v on v.unit_id = u.id and v.valid @> ${today}::date
      where (u.name, u.lineage, u.area_id) is distinct from (v.name, v.lineage, v.area_id)`.execute(tx);
    expect(stale).toEqual([]);
  }
  // What was counted each day is what the tree of that day holds, whatever came after.
  const { rows: off } = await sql`
    select r.period, r.unit_id from kernel.receipt r left join org.unit_version v
      on v.unit_id = r.unit_id and v.valid @> r.period where v.lineage is distinct from r.lineage`.execute(
    tx,
  );
  expect(off).toEqual([]);
  return done;
}

class Rollback extends Error {}

test('whatever is planned, applied and undone: past trees and sums stand, lineage is what the rule says', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      await app.db
        .tx('*', async (tx) => {
          done += await play(tx, steps);
          throw new Rollback();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Rollback)) throw error;
        });
    }),
    { numRuns: 20 },
  );
  expect(done).toBeGreaterThan(25);
}, 120_000);
