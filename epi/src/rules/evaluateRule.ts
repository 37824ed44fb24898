import { checkPositive } from '../checks.ts';
import { EpiError } from '../errors.ts';
import { formatDate, parseDate } from '../series/index.ts';
import { calendarDays, type DayCounter, type IsOpen, schoolDays } from './dayCount.ts';
import {
  type CaseEvent,
  type CheckedRule,
  checkRule,
  meetsThreshold,
  type WindowRule,
} from './windowRule.ts';

/** What a rule may need to know beyond the cases. */
export interface RuleContext {
  /** The school calendar; needed by rules that count school days. */
  readonly isOpen?: IsOpen;
  /** Number of persons in a group; needed by rules that compare a share. */
  readonly groupSize?: (kind: string, group: string) => number;
}

/** A window in which a rule is met. */
export interface RuleHit {
  readonly rule: string;
  readonly groupKind: string;
  readonly group: string;
  /** The sign the cases share; null for rules with similarity `any`. */
  readonly sign: string | null;
  /** First and last day of the window, ISO dates, inclusive. `to` is a day with a case. */
  readonly from: string;
  readonly to: string;
  /** Persons, or their share, in the window. */
  readonly value: number;
  /** The distinct persons of the window, sorted. */
  readonly persons: readonly string[];
  /** True when no earlier window that met the rule (same group, same sign) overlaps: the duty to report starts here. */
  readonly opens: boolean;
}

/**
 * Applies a moving-window rule to cases. For each group (and sign) every window of `rule.days` consecutive days
 * that ends on a day with a case is looked at; the cases need not fall on every day of it.
 *
 * @param events cases in any order
 * @returns hits ordered by window end, then group kind, group and sign
 * @throws EpiError the codes of a bad rule; BAD_DATE for an event (index: its row); MISSING_DATA when the rule
 *   needs a calendar or group size that the context lacks
 */
export function evaluateRule(
  rule: WindowRule,
  events: readonly CaseEvent[],
  context: RuleContext = {},
): RuleHit[] {
  const checked = checkRule(rule);
  const days = events.map(({ date }, i) => parseDate(date, 'events', i));
  if (days.length === 0) return [];
  const counter = counterFor(rule, days, context);
  const hits: (RuleHit & { end: number })[] = [];
  for (const bucket of bucketsOf(rule, events, days, counter).values()) {
    hits.push(...hitsOf(checked, bucket, counter, context));
  }
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return hits
    .sort(
      (a, b) =>
        a.end - b.end ||
        order(a.groupKind, b.groupKind) ||
        order(a.group, b.group) ||
        order(a.sign ?? '', b.sign ?? ''),
    )
    .map(({ end: _, ...hit }) => hit);
}

function counterFor(rule: WindowRule, days: readonly number[], context: RuleContext): DayCounter {
  if (rule.counting === 'calendar') return calendarDays;
  if (!context.isOpen) {
    const message = `rule "${rule.id}" counts school days: pass isOpen in the context`;
    throw new EpiError('MISSING_DATA', message, { field: 'context.isOpen' });
  }
  const from = days.reduce((a, b) => Math.min(a, b));
  const to = days.reduce((a, b) => Math.max(a, b));
  return schoolDays(from, to, rule.days, context.isOpen, rule.closedDays ?? 'next-open');
}

interface Bucket {
  readonly kind: string;
  readonly group: string;
  readonly sign: string | null;
  readonly cases: { position: number; person: string }[];
}

/** Cases that may count together: one list for each group, and each sign where the rule asks for similarity. */
function bucketsOf(
  rule: WindowRule,
  events: readonly CaseEvent[],
  days: readonly number[],
  counter: DayCounter,
): Map<string, Bucket> {
  const wanted = rule.signs && new Set(rule.signs);
  const buckets = new Map<string, Bucket>();
  events.forEach((event, i) => {
    const position = counter.position(days[i]!);
    if (position === null) return;
    const signs = wanted ? event.signs.filter((sign) => wanted.has(sign)) : event.signs;
    const keys: (string | null)[] =
      rule.similarity === 'same-sign' ? [...new Set(signs)] : wanted && signs.length === 0 ? [] : [null];
    for (const kind of rule.groupKinds) {
      const group = event.groups[kind];
      if (group === undefined) continue;
      for (const sign of keys) {
        const key = JSON.stringify([kind, group, sign]);
        let bucket = buckets.get(key);
        if (!bucket) {
          bucket = { kind, group, sign, cases: [] };
          buckets.set(key, bucket);
        }
        bucket.cases.push({ position, person: event.person });
      }
    }
  });
  return buckets;
}

function hitsOf(
  { rule, validFrom, validTo }: CheckedRule,
  { kind, group, sign, cases }: Bucket,
  counter: DayCounter,
  context: RuleContext,
): (RuleHit & { end: number })[] {
  const size = rule.measure === 'share' ? sizeOf(rule, kind, group, context) : 1;
  cases.sort((a, b) => a.position - b.position);
  const hits: (RuleHit & { end: number })[] = [];
  let reached = -Infinity;
  let first = 0;
  for (let last = 0; last < cases.length; last++) {
    const end = cases[last]!.position;
    if (cases[last + 1]?.position === end) continue;
    const start = end - rule.days + 1;
    while (cases[first]!.position < start) first++;
    const persons = [...new Set(cases.slice(first, last + 1).map(({ person }) => person))].sort();
    const value = persons.length / size;
    const endDay = counter.dayAt(end);
    if (endDay < validFrom || endDay > validTo || !meetsThreshold(value, rule.operator, rule.threshold))
      continue;
    hits.push({
      rule: rule.id,
      groupKind: kind,
      group,
      sign,
      from: formatDate(counter.dayAt(start)),
      to: formatDate(endDay),
      value,
      persons,
      opens: start > reached,
      end: endDay,
    });
    reached = end;
  }
  return hits;
}

function sizeOf(rule: WindowRule, kind: string, group: string, context: RuleContext): number {
  if (!context.groupSize) {
    const message = `rule "${rule.id}" compares a share: pass groupSize in the context`;
    throw new EpiError('MISSING_DATA', message, { field: 'context.groupSize' });
  }
  return checkPositive(context.groupSize(kind, group), `groupSize(${kind}, ${group})`);
}
