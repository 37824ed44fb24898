import type { Ran } from '../../kernel/coalescer.ts';
import type { Writer } from '../../kernel/writer.ts';

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

/** What open boards are told (kernel/events.ts): everybody above the units of the batch. 128 checks name some 400. */
const hint = (items: readonly CheckItem[]): string =>
  JSON.stringify({ kind: 'check', units: [...new Set(items.flatMap((item) => item.lineage))] });

const filled = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

/** As `health.record_checks` reads an item; what is empty or 0 is left out. */
const payload = (item: CheckItem, no: number): object => ({
  ...item,
  no,
  absentIll: item.absentIll || undefined,
  absentOther: item.absentOther || undefined,
  late: item.late || undefined,
  presentIll: item.presentIll || undefined,
  lineage: array(item.lineage),
  schoolLineage: array(item.schoolLineage),
  symptoms: filled(item.symptoms),
  exceptions: filled(item.exceptions.map((e, i) => ({ ...e, no: i + 1 }))),
  measured: filled(item.measured),
  digest: `\\x${item.digest}`,
});

/** As PostgreSQL orders their numbers. */
const byArea = (a: CheckItem, b: CheckItem): number =>
  a.area.length - b.area.length || (a.area < b.area ? -1 : Number(a.area > b.area));

/** Records a batch in one statement, which is its transaction. */
export async function recordChecks(
  writer: Writer,
  now: string,
  items: readonly CheckItem[],
): Promise<Ran<Verdict>> {
  const sent = items.toSorted(byArea);
  const { rows, durable } = await writer.run<{ no: number } & Verdict>({
    name: 'record-checks',
    text: `select no, verdict, received_at as "receivedAt", current_id as current
      from health.record_checks($1, $2, $3, $4)`,
    values: [
      array(new Set(sent.map((item) => item.area))),
      now,
      JSON.stringify(sent.map(payload)),
      hint(sent),
    ],
  });
  const recorded: Verdict = { verdict: 'new', receivedAt: now, current: null };
  const others = new Map(rows.map(({ no, ...verdict }) => [sent[no], verdict]));
  return { outcomes: items.map((item) => others.get(item) ?? recorded), durable };
}
