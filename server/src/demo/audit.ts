import { sql } from 'kysely';
import type { Tx } from '../kernel/db.ts';
import { breathe } from './history.ts';

/** Entries a call of the chain function. */
const CHUNK = 4000;

/**
 * Appends the audit of the history to the chains, in the order in which it would have happened: one entry a check,
 * by the account that reported, holding the post it reported by.
 */
export async function writeAudit(tx: Tx, onProgress: (fraction: number) => void): Promise<void> {
  const { rows: areas } = await sql<{ area: string; n: number }>`
    select area_id as area, count(*)::int as n from health.check_report group by 1 order by 1`.execute(tx);
  const total = areas.reduce((sum, a) => sum + a.n, 0);
  let done = 0;
  await sql`
    create temporary table demo_audit on commit drop as
    select r.area_id, row_number() over (partition by r.area_id order by r.received_at, r.id) as no,
      jsonb_build_object('at', r.received_at, 'actor', r.account_id, 'verb', 'check.submit', 'object', 'check:' || r.id,
        'unitId', r.unit_id, 'holding', coalesce(h.post_kind, 'health-officer') || '@' || coalesce(h.unit_id, r.school_id),
        'detail', jsonb_build_object('period', r.period, 'slot', r.slot, 'digest', encode(r.digest, 'hex'))) as entry
    from health.check_report r left join org.holding h on h.account_id = r.account_id and h.unit_id = r.unit_id`.execute(
    tx,
  );
  await sql`create index on demo_audit (area_id, no)`.execute(tx);
  for (const { area, n } of areas) {
    for (let from = 0; from < n; from += CHUNK) {
      await sql`
        select kernel.audit_append(${area}::bigint, (select jsonb_agg(entry order by no) from demo_audit
          where area_id = ${area}::bigint and no > ${from} and no <= ${from + CHUNK}))`.execute(tx);
      done += Math.min(CHUNK, n - from);
      onProgress(done / total);
      await breathe();
    }
  }
}
