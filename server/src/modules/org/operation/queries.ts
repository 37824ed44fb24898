import type { OperationEffect, OperationView } from '@lianfang/contract/orgOperations';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { Lang, Problem } from '../../../kernel/problem.ts';
import { accountNames } from '../accounts.ts';
import { openCursor, pageOf } from '../cursor.ts';
import { presentEffect } from './run.ts';
import type { OperationResult } from './summary.ts';
import { obstacleOf } from './undo.ts';

interface Row {
  readonly id: string;
  readonly type: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly effectiveOn: string;
  readonly at: string;
  readonly seq: string;
  readonly account_id: string;
  readonly undone: boolean;
  readonly result: OperationResult;
}

/** Operations asked at a unit or that changed it, newest first. */
export async function listOperations(
  tx: Tx,
  unit: string,
  query: { after?: string | undefined; limit?: number | undefined },
  today: string,
  rights: (unitId: string) => Promise<{ view: boolean; undo: boolean }>,
  lang: Lang,
): Promise<{ rows: OperationView[]; next?: string }> {
  const limit = query.limit ?? 50;
  const [seq] = openCursor(query.after, 1) ?? [];
  const { rows } = await sql<Row>`
    select o.id, o.type, o.unit_id as "unitId", u.name as "unitName", o.effective_on as "effectiveOn",
      o.at, o.seq, o.account_id, o.undone_at is not null as undone, o.result
    from org.operation o join org.unit u on u.id = o.unit_id
    where (o.unit_id = ${unit}::bigint
        or o.id in (select operation_id from org.operation_unit where unit_id = ${unit}::bigint))
      and (${seq ?? null}::bigint is null or o.seq < ${seq ?? null}::bigint)
    order by o.seq desc limit ${limit + 1}`.execute(tx);
  const names = await accountNames(
    tx,
    rows.map((r) => r.account_id),
  );
  const mine = new Map<string, { view: boolean; undo: boolean }>();
  for (const unitId of new Set(rows.map((r) => r.unitId))) mine.set(unitId, await rights(unitId));
  const obstacles = new Map<string, Problem | null>();
  for (const r of rows.filter((row) => !row.undone && mine.get(row.unitId)?.undo))
    obstacles.set(r.id, await obstacleOf(tx, { ...r, effective_on: r.effectiveOn }, today));
  return pageOf(
    rows,
    limit,
    (r) => [r.seq],
    (r) => ({
      id: r.id,
      type: r.type,
      unitId: r.unitId,
      unitName: r.unitName,
      effectiveOn: r.effectiveOn,
      at: r.at,
      by: names.get(r.account_id) ?? r.account_id,
      state: r.undone ? 'undone' : r.effectiveOn > today ? 'planned' : 'effective',
      // An operation of a unit above reached beyond what the reader looks after: only this unit's part is shown.
      effect: partOf(presentEffect(r.result), mine.get(r.unitId)?.view ? undefined : unit),
      can: { undo: obstacles.get(r.id) === null },
      ...(obstacles.get(r.id) && { obstacle: obstacles.get(r.id)!.text(lang) }),
    }),
  );
}

const partOf = (effect: OperationEffect, unit: string | undefined): OperationEffect =>
  unit === undefined
    ? effect
    : {
        ...effect,
        units: effect.units.filter((u) => u.id === unit),
        notes: effect.notes.filter((n) => n.unit === unit),
        counts: {},
      };
