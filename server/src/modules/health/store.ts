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

const array = (ids: Iterable<string>): string => `{${[...ids].join(',')}}`;

/** What open boards are told (kernel/events.ts): one hint an area, date and slot, to everybody above the units. */
const hints = (items: readonly CheckItem[]): string[] =>
  [...Map.groupBy(items, (item) => `${item.area}|${item.period}|${item.slot}`).values()].map((group) => {
    const { area, period, slot } = group[0]!;
    const units = [...new Set(group.flatMap((item) => item.lineage))];
    return JSON.stringify({ kind: 'check', areaId: area, period, slot, units });
  });

const filled = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

/** As `health.record_checks` reads an item; what is empty is left out. */
const payload = (item: CheckItem, no: number): object => ({
  ...item,
  no,
  lineage: array(item.lineage),
  schoolLineage: array(item.schoolLineage),
  symptoms: filled(item.symptoms),
  exceptions: filled(item.exceptions.map((e, i) => ({ ...e, no: i + 1 }))),
  measured: filled(item.measured),
  digest: `\\x${item.digest}`,
});

/**
 * Records a batch. One statement is one transaction, committed when the server says it is ready for the next query,
 * which is when the driver resolves. Goes past `db.tx`, whose begin, scope and commit would cost three more round
 * trips a batch.
 */
export async function recordChecks(
  db: Database,
  now: string,
  items: readonly CheckItem[],
): Promise<readonly Verdict[]> {
  const { rows } = await db.pool.query<{ no: number } & Verdict>({
    name: 'record-checks',
    text: `select no, verdict, received_at as "receivedAt", current_id as current
      from health.record_checks($1, $2, $3, $4)`,
    values: [
      array(new Set(items.map((item) => item.school))),
      now,
      JSON.stringify(items.map(payload)),
      hints(items),
    ],
  });
  const recorded: Verdict = { verdict: 'new', receivedAt: new Date(now).toISOString(), current: null };
  const verdicts = items.map(() => recorded);
  for (const { no, ...verdict } of rows) verdicts[no] = verdict;
  return verdicts;
}
