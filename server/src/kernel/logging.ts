import type { FastifyInstance } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';

/** What PostgreSQL adds to an error that says where to look and nothing of a row (as `detail` would). */
const TOLD = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

/** An error as the log keeps it: drivers hang their connection, with all it holds, on theirs. */
function described(error: Error): object {
  const told = TOLD.flatMap((key) => {
    const value = (error as Partial<Record<(typeof TOLD)[number], unknown>>)[key];
    return value === undefined ? [] : [[key, value]];
  });
  const cause = error.cause instanceof Error ? described(error.cause) : undefined;
  return {
    type: error.constructor.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(told),
    cause,
  };
}

/**
 * One JSON object a line on standard error; standard output is for people. Requests are named by their route, never
 * by their address: addresses carry what people searched for.
 */
export function makeLogger(
  level: string,
  to: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      serializers: { err: described },
      redact: ['*.password', '*.token', '*.secret', 'req.headers.cookie', 'req.headers.authorization'],
    },
    to,
  );
}

/** Slower than this, a request is worth a line at the usual level. Milliseconds. */
const SLOW = 2000;

/** A line a request: failures of ours as errors come from the error handler, slow ones as warnings, others at debug. */
export function logRequests(app: FastifyInstance): void {
  const all = app.log.level === 'debug' || app.log.level === 'trace';
  app.addHook('onResponse', (request, reply, done) => {
    done();
    const ms = Math.round(reply.elapsedTime);
    if (!all && ms <= SLOW) return;
    const line = {
      request: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms,
    };
    if (ms > SLOW && !reply.raw.getHeader('content-type')?.toString().startsWith('text/event-stream')) {
      request.log.warn(line, 'slow request');
    } else request.log.debug(line, 'request');
  });
}
