import { sql } from 'kysely';
import type { Tx } from '../kernel/db.ts';
import { breathe } from './history.ts';

/** Entries a call of the chain function. */
const CHUNK = 4000;

const ENTRIES = sql`
  select r.area_id, r.received_at as at, r.id::text as id, jsonb_build_object('at', r.received_at,
    'actor', r.account_id, 'verb', 'check.submit', 'object', 'check:' || r.id, 'unitId', r.unit_id,
    'holding', coalesce(h.post_kind, 'health-officer') || '@' || coalesce(h.unit_id, r.school_id),
    'detail', jsonb_build_object('period', r.period, 'slot', r.slot, 'digest', encode(r.digest, 'hex'))) as entry
  from health.check_report r left join org.holding h on h.account_id = r.account_id and h.unit_id = r.unit_id
  union all
  select r.area_id, r.submitted_at, r.id::text, jsonb_build_object('at', r.submitted_at, 'actor', r.account_id,
    'verb', 'report.submit', 'object', 'school-report:' || r.id, 'unitId', r.school_id,
    'holding', 'health-officer@' || r.school_id, 'detail', jsonb_build_object('period', r.period, 'slot', r.slot,
      'version', r.version, 'missing', r.missing, 'figures', r.figures))
  from reporting.school_report r
  union all
  select a.area_id, max(a.at), r.period || r.slot, jsonb_build_object('at', max(a.at), 'actor', a.account_id,
    'verb', 'report.acknowledge', 'object', 'unit:' || a.unit_id, 'unitId', a.unit_id,
    'holding', case a.line when 'main' then 'county-officer' else 'street-officer' end || '@' || a.unit_id, 'detail', jsonb_build_object('period', r.period, 'slot', r.slot,
      'line', a.line, 'schools', jsonb_agg(jsonb_build_object('school', r.school_id::text, 'version', r.version))))
  from reporting.acknowledgement a join reporting.school_report r on r.area_id = a.area_id and r.id = a.report_id
  group by a.area_id, a.account_id, a.unit_id, a.line, r.period, r.slot`;

/**
 * Appends the audit of the history to the chains, in the order in which it would have happened: one entry a check
 * and a school's report, by the account and the post it was made with; one an acknowledgement of a slot.
 */
export async function writeAudit(tx: Tx, onProgress: (fraction: number) => void): Promise<void> {
  await sql`
    create temporary table demo_audit on commit drop as
    select area_id, row_number() over (partition by area_id order by at, id) as no, entry from (${ENTRIES}) e`.execute(
    tx,
  );
  await sql`create index on demo_audit (area_id, no)`.execute(tx);
  const { rows: areas } = await sql<{ area: string; n: number }>`
    select area_id as area, count(*)::int as n from demo_audit group by 1 order by 1`.execute(tx);
  const total = areas.reduce((sum, a) => sum + a.n, 0);
  let done = 0;
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
