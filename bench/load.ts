import autocannon from 'autocannon';
import { percentile } from './statistics.ts';

export interface LoadResult {
  /** Requests answered 2xx a second. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were not 2xx, and requests without answer. */
  readonly failures: number;
}

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Keeps `connections` busy for `seconds`; each request is made anew by `next`, so that no two writes are the same. */
export async function load(
  origin: string,
  connections: number,
  seconds: number,
  next: () => Request,
): Promise<LoadResult> {
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((done, fail) => {
    const instance = autocannon(
      {
        url: origin,
        connections,
        duration: seconds,
        requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
      },
      (error, outcome) => (error ? fail(error) : done(outcome)),
    );
    instance.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
