import type { CheckInput, CheckReceipt } from '@lianfang/contract/health';
import { sql } from 'kysely';
import type { Database } from '../../kernel/db.ts';
import { digestOf } from './domain.ts';

/** The receipt of a check that is already recorded under this id with this content, or undefined. */
export async function findReplay(db: Database, input: CheckInput): Promise<CheckReceipt | undefined> {
  // What can be read may not be on disk yet, and the receipt will say that it is.
  const durable = await db.writer.reading();
  const { rows } = await db.tx(
    [input.unit],
    (tx) =>
      sql<Pick<CheckReceipt, 'outcome' | 'receivedAt'> & { sameAs: string | null }>`
      select outcome, received_at as "receivedAt", same_as as "sameAs" from health.check_report
      where unit_id = ${input.unit} and period = ${input.period} and slot = ${input.slot} and id = ${input.id}
        and digest = decode(${digestOf(input)}, 'hex') and corrects is not distinct from ${input.corrects ?? null}
        and reason is not distinct from ${input.reason ?? null}`.execute(tx),
    'read',
  );
  const row = rows[0];
  if (!row) return undefined;
  await durable();
  const { id, unit, period, slot } = input;
  const { outcome, receivedAt, sameAs } = row;
  return { id, unit, period, slot, outcome, receivedAt, ...(sameAs && { sameAs }) };
}
