import type { DutySlot } from '@lianfang/contract/healthDuty';
import type { GroupState } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import type { CalendarDay } from '../org/index.ts';

/** An exemption that covers a unit; slot null = every slot. */
interface Excuse {
  readonly unit: string;
  readonly slot: string | null;
  readonly reason: string;
}

/** Exemptions of the units and of those above them on a date, whether the reader's posts show these or not. */
export async function readExcuses(
  tx: Tx,
  units: readonly string[],
  date: string,
): Promise<readonly Excuse[]> {
  const { rows } = await sql<Excuse>`
    select unit_id::text as unit, slot, reason
    from published.exemptions_in_force(${units}::bigint[], ${date}::date)`.execute(tx);
  return rows;
}

/** Why a slot asks nothing of a unit: the day is closed there, or an exemption; null when it is due. Pure. */
export function exemptBy(
  slot: string,
  day: Pick<CalendarDay, 'open' | 'own'>,
  excuses: readonly Excuse[],
): DutySlot['exempt'] | null {
  if (!day.open) return { kind: 'closed', reason: day.own?.reason ?? null };
  const excuse = excuses.find((e) => e.slot === null) ?? excuses.find((e) => e.slot === slot);
  return excuse ? { kind: 'exemption', reason: excuse.reason } : null;
}

/**
 * The state of one slot, as boards and lists say it (reporting's domain): what is exempt stays exempt, whether
 * something came all the same or not. Times in milliseconds since the epoch. Pure.
 */
export function stateOf(
  exempt: boolean,
  current: { readonly outcome: 'data' | 'zero'; readonly firstAt: number } | null,
  dueAt: number,
  now: number,
): GroupState {
  if (exempt) return 'exempt';
  if (current) return current.firstAt > dueAt ? 'late' : current.outcome;
  return now > dueAt ? 'missing' : 'pending';
}
