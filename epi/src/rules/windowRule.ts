import { checkOption, checkWhole } from '../checks.ts';
import { EpiError } from '../errors.ts';
import { parseDate } from '../series/index.ts';

/** One ill person on one day, as a moving-window rule sees it. */
export interface CaseEvent {
  /** Who. The same person counts once in a window, however often reported. */
  readonly person: string;
  /** Local calendar date, `2026-03-02`: the onset, or what else the rule is about. */
  readonly date: string;
  /** The groups the person is in, by kind: `{ class: '3-2', dormitory: 'B304' }`. */
  readonly groups: Readonly<Record<string, string>>;
  /** What makes cases similar: symptoms (`fever`, `rash`) and shared exposures (`meal:2026-03-01`). */
  readonly signs: readonly string[];
}

/** How a value is compared with its cut-off; stored with the cut-off, because "more than" is not "at least". */
export type Operator = '>=' | '>';

/**
 * A statutory trigger such as "in the same class or dormitory, at least 5 similar cases within 3 consecutive
 * days". A rule is data with a source and dates, never a constant of the program.
 */
export interface WindowRule {
  /** Stable name. */
  readonly id: string;
  /** Kinds of groups to count in, each on its own, e.g. `['class', 'dormitory']`. */
  readonly groupKinds: readonly string[];
  /** Length of the window in days, ≥ 1. One day is one local calendar date, not 24 hours. */
  readonly days: number;
  /**
   * Which days make up consecutive days:
   * `calendar` every date counts; `school` only school days count, so Friday, Monday, Tuesday are consecutive.
   */
  readonly counting: 'calendar' | 'school';
  /**
   * With `school` counting, a case on a closed day is carried to the `next-open` day, when the school learns of
   * it (default), or left out (`ignore`).
   */
  readonly closedDays?: 'next-open' | 'ignore';
  /** `same-sign`: cases count together only if they share a sign; `any`: all cases of the group count together. */
  readonly similarity: 'same-sign' | 'any';
  /** Only these signs make a case; default all. */
  readonly signs?: readonly string[];
  /** What is compared: distinct persons, or their share of the group's size. Default `persons`. */
  readonly measure?: 'persons' | 'share';
  readonly operator: Operator;
  /** Cut-off: persons, or a share in 0…1. */
  readonly threshold: number;
  /** First and last window end at which the rule is in force, ISO dates. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Where the rule comes from. */
  readonly source?: string;
}

/** Compares a value with a cut-off by the stored operator. */
export function meetsThreshold(value: number, operator: Operator, threshold: number): boolean {
  return operator === '>=' ? value >= threshold : value > threshold;
}

/** A rule whose parts are checked and whose dates are day numbers. */
export interface CheckedRule {
  readonly rule: WindowRule;
  readonly validFrom: number;
  readonly validTo: number;
}

/**
 * Checks a rule once.
 * @throws EpiError BAD_OPTION, BAD_DATE, EMPTY (no kind of group)
 */
export function checkRule(rule: WindowRule): CheckedRule {
  checkWhole(rule.days, 'rule.days', 1, 366);
  const isShare = rule.measure === 'share';
  const fits = isShare
    ? rule.threshold >= 0 && rule.threshold <= 1
    : rule.threshold >= 0 && rule.threshold < Infinity;
  checkOption(fits, 'rule.threshold', isShare ? 'a share within 0…1' : 'finite and ≥ 0', rule.threshold);
  if (rule.groupKinds.length === 0) {
    throw new EpiError('EMPTY', `rule "${rule.id}" names no kind of group`, { field: 'rule.groupKinds' });
  }
  if (!['>=', '>'].includes(rule.operator)) {
    throw new EpiError('BAD_OPTION', `rule.operator must be ">=" or ">", got "${rule.operator}"`, {
      field: 'rule.operator',
    });
  }
  return {
    rule,
    validFrom: rule.validFrom === undefined ? -Infinity : parseDate(rule.validFrom, 'rule.validFrom'),
    validTo: rule.validTo === undefined ? Infinity : parseDate(rule.validTo, 'rule.validTo'),
  };
}
