import type { RegionBoard } from '@lianfang/contract/insight';
import { uuid7 } from './raw-insert.ts';
import { percentile, round } from './statistics.ts';
import type { BenchWorld } from './world.ts';

/** Follows the live stream of an account; `changed` resolves at the next change of a check. */
async function follow(
  origin: string,
  token: string,
): Promise<{ changed: () => Promise<void>; stop: () => void }> {
  const abort = new AbortController();
  const answer = await fetch(`${origin}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  const waiting: (() => void)[] = [];
  const decoder = new TextDecoder();
  void (async () => {
    try {
      for await (const chunk of answer.body!) {
        if (decoder.decode(chunk).includes('"check"')) for (const done of waiting.splice(0)) done();
      }
    } catch {
      // stopped
    }
  })();
  return { changed: () => new Promise((done) => waiting.push(done)), stop: () => abort.abort() };
}

/**
 * From the acknowledgement of a check to the moment the county's board has asked again and got the figures that
 * contain it: what the officer's screen waits for, but for drawing it. Milliseconds.
 */
export async function commitToScreen(origin: string, world: BenchWorld, date: string, samples: number) {
  const stream = await follow(origin, world.countyToken);
  const board = async () => {
    const answer = await fetch(
      `${origin}/api/boards/region?unit=${world.countyIds[0]}&date=${date}&slot=noon`,
      {
        headers: { authorization: `Bearer ${world.countyToken}` },
      },
    );
    const { now } = (await answer.json()) as Pick<RegionBoard, 'now'>;
    return now.data + now.zero + now.late;
  };
  const times: number[] = [];
  let shown = await board();
  for (const unit of world.classes.slice(0, samples)) {
    const told = stream.changed();
    const answer = await fetch(`${origin}/api/checks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${unit.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: uuid7(),
        unit: unit.id,
        period: date,
        slot: 'noon',
        madeAt: new Date().toISOString(),
        exceptions: [],
      }),
    });
    if (!answer.ok) throw new Error(`a check was answered ${answer.status}: ${await answer.text()}`);
    const committed = performance.now();
    await told;
    while ((await board()) <= shown) await told;
    times.push(performance.now() - committed);
    shown++;
  }
  stream.stop();
  return {
    p50Ms: round(percentile(times, 0.5)),
    p99Ms: round(percentile(times, 0.99)),
    samples: times.length,
  };
}
