import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';

/** A new kind of group takes over the platform's check times of another kind, to be adjusted by units afterwards. */
export async function copySlots(tx: Tx, kind: string, like: string): Promise<void> {
  await sql`insert into reporting.slot (code, subject_kind, name_zh, name_en, opens_at, due_at, school_due_at, calendar,
      enabled, valid, source)
    select code, ${kind}, name_zh, name_en, opens_at, due_at, school_due_at, calendar, enabled, valid, source
    from reporting.slot where subject_kind = ${like} and unit_id is null`.execute(tx);
}
