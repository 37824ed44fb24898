import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from './db.ts';
import { Problem } from './problem.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const digest = (text: string) => createHash('sha256').update(text).digest();

/** From this machine, or with the operator's token. Behind a proxy on this machine the address is the visitor's. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (LOOPBACK.has(request.ip)) return true;
  const given = request.headers.authorization?.replace(/^Bearer /, '');
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** GET /metrics for Prometheus: process, HTTP by route and status, database pool. No unit, person or account in it. */
export function serveMetrics(app: FastifyInstance, db: Database, token: string | undefined): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const duration = new Histogram({
    name: 'lianfang_http_request_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [register],
  });
  new Gauge({
    name: 'lianfang_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'] as const,
    registers: [register],
    collect() {
      this.set({ state: 'busy' }, db.pool.totalCount - db.pool.idleCount);
      this.set({ state: 'idle' }, db.pool.idleCount);
      this.set({ state: 'waiting' }, db.pool.waitingCount);
    },
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request, token)) throw new Problem('kernel.not-found');
    return reply.type(register.contentType).send(await register.metrics());
  });
}
