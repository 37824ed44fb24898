/** A unit as today's row shows it; ids are decimal strings, dates YYYY-MM-DD, `closed_on` exclusive. */
export interface UnitRow {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly territory_id: string | null;
  readonly area_id: string;
  readonly school_id: string | null;
  readonly lineage: readonly string[];
  readonly sort: number;
  readonly opened_on: string;
  readonly closed_on: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export type UnitRole = 'region' | 'territory' | 'institution' | 'division' | 'group';

export interface UnitKindRow {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly level: number;
  readonly role: UnitRole;
  readonly parents: readonly string[];
  readonly retired: boolean;
  readonly reports_as: string | null;
}
