import type { Database } from '../../kernel/db.ts';

/** A decided and authorised check as the database function takes it; ids are decimal strings, digest is hex. */
export interface CheckItem {
  readonly id: string;
  readonly area: string;
  readonly unit: string;
  readonly school: string;
  readonly lineage: readonly string[];
  readonly schoolLineage: readonly string[];
  readonly period: string;
  readonly slot: string;
  readonly enrolled: number;
  readonly absentIll: number;
  readonly absentOther: number;
  readonly late: number;
  readonly presentIll: number;
  readonly symptoms: Readonly<Record<string, number>>;
  readonly exceptions: readonly object[];
  readonly measured: readonly object[];
  readonly madeAt: string;
  readonly account: string;
  readonly holding: string;
  readonly corrects?: string | undefined;
  readonly reason?: string | undefined;
  readonly digest: string;
}

export interface Verdict {
  readonly verdict: 'new' | 'correction' | 'same' | 'replay' | 'conflict' | 'exists' | 'stale';
  readonly receivedAt: string;
  /** The current report (exists, stale, same) or the one a replayed report repeated. */
  readonly current: string | null;
}

const distinct = (items: readonly CheckItem[], key: 'area' | 'school'): string =>
  array([...new Set(items.map((item) => item[key]))]);

const array = (ids: readonly string[]): string => `{${ids.join(',')}}`;

/**
 * Records a batch. One statement is one transaction: it sets the row scope itself and is committed
 * when the server says it is ready for the next query, which is when the driver resolves. Goes past `db.tx`, whose
 * begin, scope and commit would cost three more round trips a batch.
 */
export async function recordChecks(
  db: Database,
  now: string,
  items: readonly CheckItem[],
): Promise<readonly Verdict[]> {
  const payload = items.map((item, no) => ({
    ...item,
    no,
    lineage: array(item.lineage),
    schoolLineage: array(item.schoolLineage),
    exceptions: item.exceptions.map((e, i) => ({ ...e, no: i + 1 })),
    digest: `\\x${item.digest}`,
  }));
  const { rows } = await db.pool.query<{ no: number } & Verdict>({
    name: 'record-checks',
    text: `select no, verdict, received_at as "receivedAt", current_id as current
      from health.record_checks($1, $2, $3, $4) order by no`,
    values: [distinct(items, 'area'), distinct(items, 'school'), now, JSON.stringify(payload)],
  });
  return rows;
}
