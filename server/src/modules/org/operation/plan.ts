import type { NewUnit } from '../create.ts';

export type OperationType = 'move' | 'merge' | 'close' | 'rename' | 'promote' | 'edit';

/** A change of a unit's own facts; absent = stays as it is. Attributes are merged, null values included. */
export interface UnitChange {
  readonly unit: string;
  readonly close?: boolean;
  readonly name?: string;
  readonly parent?: string;
  readonly territory?: string;
  readonly clear_territory?: boolean;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Who takes the people of a unit that closes. */
  readonly successor?: string;
}

/** What an operation will do: changes of existing units and new units, all from the effective date on. */
export interface Plan {
  readonly changes: readonly UnitChange[];
  readonly creates: readonly NewUnit[];
  /** What the person who asks should know before applying; codes with parameters, texts are in the web. */
  readonly notes: readonly PlanNote[];
}
export interface PlanNote {
  readonly code:
    | 'name-kept'
    | 'grade-unknown'
    | 'name-clash'
    | 'territory-cleared'
    | 'territory-elsewhere'
    | 'no-rung'
    | 'already-promoted';
  readonly unit: string;
  readonly name: string;
}

/** A unit as it will be on the effective date, before the operation. */
export interface PlanUnit {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly role: string;
  readonly name: string;
  readonly parent: string | null;
  readonly territory: string | null;
  readonly school: string | null;
  readonly lineage: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sort: number;
}
