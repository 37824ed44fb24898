import { randomBytes } from 'node:crypto';
import type { CheckInput } from '@lianfang/contract/health';

/** UUID version 7, as phones make them. */
function uuidV7(): string {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const version = `7${hex.slice(13, 16)}`;
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16) + hex.slice(17, 20);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-${variant}-${hex.slice(20)}`;
}

/** Checks to send: every class, date and slot once, some with cases. */
export function makeChecks(units: readonly string[], dates: readonly string[]): CheckInput[] {
  return dates.flatMap((period) =>
    ['morning', 'noon'].flatMap((slot) =>
      units.map(
        (unit, i): CheckInput => ({
          id: uuidV7(),
          unit,
          period,
          slot,
          madeAt: new Date().toISOString(),
          enrolled: 40,
          exceptions: i % 4 === 0 ? [{ kind: 'absent_ill', symptoms: ['fever', 'cough'] }] : [],
        }),
      ),
    ),
  );
}

export interface Tally {
  /** Ids answered with 2xx. */
  readonly acknowledged: Set<string>;
  /** Answers that no retry can heal: status and body. */
  readonly refused: string[];
  /** Sendings that brought no answer or a 5xx and were repeated. */
  retries: number;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Sends one check as an outbox does: with the same id, again and again, until it is answered. */
async function send(url: string, headers: Record<string, string>, check: CheckInput, tally: Tally) {
  for (;;) {
    const answer = await fetch(`${url}/api/checks`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(check),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (answer?.ok) {
      tally.acknowledged.add(check.id);
      await answer.arrayBuffer().catch(() => {});
      return;
    }
    if (answer && answer.status < 500) {
      tally.refused.push(`${answer.status} ${await answer.text()}`);
      return;
    }
    tally.retries++;
    await pause(100);
  }
}

/** Several phones share a pile of checks, each with one request on its way. Resolves when the pile is answered. */
export async function sendAll(
  url: string,
  headers: Record<string, string>,
  checks: readonly CheckInput[],
  phones: number,
  tally: Tally,
): Promise<void> {
  const pile = [...checks];
  const phone = async () => {
    for (let check = pile.shift(); check; check = pile.shift()) await send(url, headers, check, tally);
  };
  await Promise.all(Array.from({ length: phones }, phone));
}
