import { once } from 'node:events';
import { connect } from 'node:net';
import { now, percentile } from './statistics.ts';

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

/**
 * Keeps `connections` busy for `seconds`: each sends a request given by `next`, so that no two writes are the same, and
 * the next one when it has the whole answer.
 *
 * Plain sockets and requests made beforehand (`serialise`), since the load shares the machine with what it measures:
 * autocannon took 50 µs of processor time a request here, as much as half the platform's own.
 */
export async function load(
  origin: string,
  connections: number,
  seconds: number,
  next: () => Buffer,
): Promise<LoadResult> {
  const times: number[] = [];
  let failures = 0;
  const start = now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse(
        origin,
        () => (now() < end ? next() : undefined),
        (ms, status) => {
          if (status >= 200 && status < 300) times.push(ms);
          else failures++;
        },
      ),
    ),
  );
  return {
    perSecond: (times.length * 1000) / (now() - start),
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    failures,
  };
}

/** One keep-alive connection, one request at a time, until `next` has none; status 0: the connection broke. */
async function converse(
  origin: string,
  next: () => Buffer | undefined,
  answered: (ms: number, status: number) => void,
): Promise<void> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let sent = 0;
  let waiting = false;
  let received = '';
  const send = (): void => {
    const request = next();
    waiting = request !== undefined;
    sent = now();
    if (request) socket.write(request);
    else socket.end();
  };
  // Header and body counted in bytes of latin1: the length of the answer is all that is read of it.
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk;
    const status = completeStatus(received);
    if (status === undefined) return;
    received = '';
    answered(now() - sent, status);
    send();
  });
  send();
  await new Promise<void>((done) => {
    socket.on('error', () => {});
    socket.on('close', () => done());
  });
  if (waiting) answered(now() - sent, 0);
}

/** A request as it goes over the wire. */
export function serialise({ method, path, headers, body = '' }: Request): Buffer {
  let head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  return Buffer.from(`${head}\r\n${body}`);
}

/** The status once head and body are there, undefined before. */
function completeStatus(text: string): number | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= headEnd + 4 + length ? Number(text.slice(9, 12)) : undefined;
}
