import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';

/**
 * One JSON object a line on standard error; standard output is for people. Requests are named by their route, never
 * by their address: addresses carry what people searched for.
 */
export function makeLogger(level: string): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: ['*.password', '*.token', '*.secret', 'req.headers.cookie', 'req.headers.authorization'],
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** Slower than this, a request is worth a line at the usual level. Milliseconds. */
const SLOW = 2000;

/** A line a request: failures of ours as errors come from the error handler, slow ones as warnings, others at debug. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime);
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
