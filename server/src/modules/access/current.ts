import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../../kernel/endpoint.ts';
import { authHeaders, passCookies } from './cookies.ts';
import { accessOf } from './runtime.ts';

/**
 * The stored session of the request's cookie; undefined for personal tokens. With `reply` it is also prolonged
 * (once a day), and the cookie with it.
 */
export async function currentSession(
  services: Services,
  request: FastifyRequest,
  reply?: FastifyReply,
): Promise<{ id: string } | undefined> {
  if (request.headers.cookie === undefined || request.headers.authorization !== undefined) return undefined;
  const { headers, response } = await accessOf(services).auth.api.getSession({
    headers: authHeaders(request),
    query: { disableRefresh: reply === undefined },
    returnHeaders: true,
  });
  if (reply) passCookies(headers, reply);
  return response ? { id: response.session.id } : undefined;
}
