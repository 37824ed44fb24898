import type { FastifyInstance } from 'fastify';
import { Problem } from '../../kernel/problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (url: string): string | undefined => {
  try {
    return new URL(url).host;
  } catch {
    return undefined;
  }
};

/**
 * Cross-site request forgery: besides SameSite=Lax on the cookie, a changing request that carries a cookie must come
 * from our own pages. Browsers always name the origin of such requests; programs without one use tokens or a
 * cookie jar of their own, which no other site can ride on.
 */
export function refuseForeignOrigins(app: FastifyInstance, baseUrl: string | undefined): void {
  const own = baseUrl === undefined ? undefined : hostOf(baseUrl);
  app.addHook('onRequest', async (request) => {
    if (SAFE.has(request.method) || request.headers.cookie === undefined) return;
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    if (origin === undefined ? site === undefined || site === 'same-origin' : isOwn(origin)) return;
    throw new Problem('access.foreign-origin');

    function isOwn(from: string): boolean {
      const host = hostOf(from);
      return host !== undefined && (host === own || host === request.host);
    }
  });
}
