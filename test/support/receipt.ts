/** What a receipt says; SQL expressions, quoted by the caller. */
export interface ReceiptSql {
  readonly period: string;
  readonly slot?: string;
  readonly outcome?: string;
  readonly firstAt?: string;
}

/**
 * A statement that leaves the receipt of a check by which nobody is missing, for each unit that the query `units` gives:
 * (area_id, unit_id, school_id, lineage). For tests to which only counts that a check has come in.
 */
export const insertReceipts = (
  units: string,
  { period, slot = "'morning'", outcome = "'zero'", firstAt = 'now()' }: ReceiptSql,
): string => `
  insert into health.check_current (area_id, unit_id, school_id, lineage, period, slot, outcome, check_id, enrolled,
    absent_ill, absent_other, late, present_ill, digest, first_at, last_at)
  select area_id, unit_id, coalesce(school_id, unit_id), lineage, ${period}, ${slot}, ${outcome}, gen_random_uuid(), 0,
    0, 0, 0, 0, '\\x', ${firstAt}, now()
  from (${units}) u`;
