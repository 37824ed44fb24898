import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLIENT_ADDRESS } from './auth.ts';

/** What better-auth may know of a request: its cookies, program and address. */
export function authHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [CLIENT_ADDRESS]: request.ip });
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Passes on the cookies that better-auth set or took back. */
export function passCookies(from: Headers, reply: FastifyReply): void {
  for (const cookie of from.getSetCookie()) reply.header('set-cookie', cookie);
}
