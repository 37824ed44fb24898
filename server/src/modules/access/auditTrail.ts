import type { AuditView } from '@lianfang/contract/explain';
import { sql } from 'kysely';
import type { UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/problem.ts';

/**
 * What was done in a unit and below, latest first, from the chain of its area. `after` is the `seq` of the last row
 * shown. The chain is read backwards by its key; a school's rows are picked out of its county's.
 */
export async function readAudit(
  tx: Tx,
  unit: UnitFacts,
  filter: { verb?: string | undefined; after?: string | undefined; limit: number },
  lang: Lang,
): Promise<{ rows: AuditView[]; next?: string }> {
  const { rows } = await sql<AuditView>`
    select e.seq, e.at, coalesce(a.name, e.actor) as "actorName",
      case ${lang}::text when 'en' then p.name_en else p.name_zh end as "postName",
      e.verb, e.object, e.unit_id as "unitId", u.name as "unitName", e.detail
    from kernel.audit_entry e
    left join org.unit u on u.id = e.unit_id
    left join access.account a on a.id = e.actor
    left join org.post_kind p on p.code = split_part(e.holding, '@', 1)
    where e.area_id = ${unit.areaId}::bigint and e.seq < ${filter.after ?? '9223372036854775807'}::bigint
      and (${unit.areaId === unit.id} or u.lineage && array[${unit.id}::bigint])
      and (${filter.verb ?? ''} = '' or e.verb = ${filter.verb ?? ''})
    order by e.seq desc limit ${filter.limit + 1}`.execute(tx);
  const shown = rows.slice(0, filter.limit);
  return rows.length > filter.limit ? { rows: shown, next: shown.at(-1)!.seq } : { rows: shown };
}
