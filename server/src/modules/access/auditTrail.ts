import type { AuditView } from '@lianfang/contract/explain';
import { type RawBuilder, sql } from 'kysely';
import type { Actor, UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { grantFor } from '../../kernel/policy.ts';
import type { Lang } from '../../kernel/problem.ts';
import { PLATFORM } from './trail.ts';

export interface AuditFilter {
  readonly verb?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Place {
  readonly micros: string;
  readonly areaId: string;
  readonly seq: string;
}

/** A cursor is the place of the last row shown: microseconds since 1970, area, number in its chain (`AuditQuery`). */
function placeOf(after: string | undefined): Place | null {
  if (after === undefined) return null;
  const [micros, areaId, seq] = after.split('.') as [string, string, string];
  return { micros, areaId, seq };
}

/**
 * Chains that hold what was done in a unit and below: those of the areas in its subtree, that of its own area, and for
 * an administrator of the platform at the top of the tree that of the platform itself.
 */
function chainsOf(actor: Actor, unit: UnitFacts): RawBuilder<unknown> {
  const platform = unit.parentId === null && grantFor(actor, 'platform.admin', unit) !== undefined;
  return sql`select u.id from org.unit u where u.id = u.area_id and u.lineage && array[${unit.id}::bigint]
    union select ${unit.areaId}::bigint union select ${PLATFORM}::bigint where ${platform}`;
}

/**
 * What was done in a unit and below, latest first, merged from the chains of the areas there. Of each chain only as
 * many rows are read as the page holds; a school's rows are picked out of its county's.
 */
export async function readAudit(
  tx: Tx,
  actor: Actor,
  unit: UnitFacts,
  filter: AuditFilter,
  lang: Lang,
): Promise<{ rows: AuditView[]; next?: string }> {
  const after = placeOf(filter.after);
  const at = sql`'epoch'::timestamptz + ${after?.micros ?? '0'}::bigint * interval '1 microsecond'`;
  const before = after
    ? sql`e.at <= ${at} and (e.at, e.area_id, e.seq) < (${at}, ${after.areaId}::bigint, ${after.seq}::bigint)`
    : sql`true`;
  // All of a chain that is its area's own; of another area's chain the unit's rows.
  const ours = sql`chain.id <> ${unit.areaId}::bigint or ${unit.areaId === unit.id} or exists (
    select from org.unit o where o.id = e.unit_id and o.lineage && array[${unit.id}::bigint])`;
  const { rows } = await sql<AuditView & { readonly micros: string }>`
    select e.area_id as "areaId", e.seq, e.at, (extract(epoch from e.at) * 1000000)::bigint as micros,
      coalesce(a.name, e.actor) as "actorName",
      case ${lang}::text when 'en' then p.name_en else p.name_zh end as "postName",
      e.verb, e.object, e.unit_id as "unitId", u.name as "unitName", area.name as "areaName", e.detail
    from (${chainsOf(actor, unit)}) as chain cross join lateral (
      select * from kernel.audit_entry e where e.area_id = chain.id and ${before} and (${ours})
        and (${filter.verb ?? ''} = '' or e.verb = ${filter.verb ?? ''})
      order by e.at desc, e.seq desc limit ${filter.limit + 1}) as e
    left join org.unit u on u.id = e.unit_id left join org.unit area on area.id = e.area_id
    left join access.account a on a.id = e.actor
    left join org.post_kind p on p.code = split_part(e.holding, '@', 1)
    order by e.at desc, e.area_id desc, e.seq desc limit ${filter.limit + 1}`.execute(tx);
  const shown = rows.slice(0, filter.limit);
  const views = shown.map(({ micros: _, ...view }) => view);
  const last = shown.at(-1);
  return rows.length > filter.limit && last
    ? { rows: views, next: `${last.micros}.${last.areaId}.${last.seq}` }
    : { rows: views };
}
