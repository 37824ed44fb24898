import { checkOption, checkWhole } from '../checks.ts';
import { meetsThreshold, type Operator } from '../rules/index.ts';

/** When to act, on what the school itself sees: newly reported ill pupils over the last days. */
export interface Trigger {
  /** Calendar days looked back over, today included. */
  readonly days: number;
  readonly operator: Operator;
  readonly threshold: number;
}

/** What the school does about an outbreak. All parts are optional; none means it lets it run. */
export interface Interventions {
  /** Chance that the daily morning check finds a pupil with symptoms and sends them home, 0…1. */
  readonly excludeIll?: number;
  /** Suspend a class for some days, from the day after the trigger is met in it. */
  readonly suspendClass?: { readonly trigger: Trigger; readonly days: number };
  /** Close the school for some days, from the day after the trigger is met in it. */
  readonly closeSchool?: { readonly trigger: Trigger; readonly days: number };
}

/** @throws EpiError BAD_OPTION */
export function checkInterventions({ excludeIll, suspendClass, closeSchool }: Interventions): void {
  if (excludeIll !== undefined) {
    checkOption(excludeIll >= 0 && excludeIll <= 1, 'excludeIll', 'within 0…1', excludeIll);
  }
  for (const [name, action] of [
    ['suspendClass', suspendClass],
    ['closeSchool', closeSchool],
  ] as const) {
    if (!action) continue;
    checkWhole(action.days, `${name}.days`, 1, 366);
    checkWhole(action.trigger.days, `${name}.trigger.days`, 1, 366);
    checkOption(
      action.trigger.threshold > 0,
      `${name}.trigger.threshold`,
      'above 0',
      action.trigger.threshold,
    );
  }
}

/** Keeps track of what is closed. */
export class Closures {
  /** Last closed day of each class; −1 = none. */
  private readonly classUntil: Int32Array;
  private schoolUntil = -1;
  private readonly interventions: Interventions;

  constructor(classes: number, interventions: Interventions) {
    this.classUntil = new Int32Array(classes).fill(-1);
    this.interventions = interventions;
  }

  isClosed(classIndex: number, day: number): boolean {
    return day <= this.schoolUntil || day <= this.classUntil[classIndex]!;
  }

  /**
   * Looks at the reports of the day in the evening.
   * @param newByClass newByClass[day][class] newly reported ill pupils, up to today
   */
  decide(newByClass: readonly Int32Array[], day: number): void {
    const { suspendClass, closeSchool } = this.interventions;
    if (suspendClass) {
      for (let c = 0; c < this.classUntil.length; c++) {
        if (this.classUntil[c]! > day) continue;
        if (isMet(suspendClass.trigger, newByClass, day, (row) => row[c]!)) {
          this.classUntil[c] = day + suspendClass.days;
        }
      }
    }
    if (closeSchool && this.schoolUntil <= day) {
      if (isMet(closeSchool.trigger, newByClass, day, (row) => row.reduce((a, b) => a + b, 0))) {
        this.schoolUntil = day + closeSchool.days;
      }
    }
  }
}

function isMet(
  { days, operator, threshold }: Trigger,
  newByClass: readonly Int32Array[],
  day: number,
  count: (row: Int32Array) => number,
): boolean {
  let sum = 0;
  for (let d = Math.max(0, day - days + 1); d <= day; d++) sum += count(newByClass[d]!);
  return meetsThreshold(sum, operator, threshold);
}
