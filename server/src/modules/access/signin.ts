import type { SignInAnswer } from '@lianfang/contract/access';
import { APIError } from 'better-auth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { authHeaders, passCookies } from './cookies.ts';
import { endSessions, readForSignIn, recordFailure, recordSuccess } from './lockout.ts';
import { accessOf } from './runtime.ts';
import { recordStranger, strangerLockedUntil } from './strangers.ts';
import { assertNotThrottled, countFailure } from './throttle.ts';
import { auditAccount } from './trail.ts';

interface Exchange {
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** @throws Problem access.locked */
function assertNotLocked(lockedUntil: number, now: number): void {
  if (lockedUntil > now) {
    throw new Problem('access.locked', { minutes: Math.ceil((lockedUntil - now) / 60_000) });
  }
}

/**
 * First step. A locked account refuses the right password too. No answer to a wrong password says whether the username
 * exists: unknown names are locked after as many failures, and that an account is disabled is told with its password only.
 */
export async function signIn(
  exchange: Exchange,
  body: { username: string; password: string },
): Promise<SignInAnswer> {
  const { services, request, reply } = exchange;
  const { db, clock } = services;
  const now = clock.now().epochMilliseconds;
  assertNotThrottled('address', request.ip, now);
  const facts = await db.tx('*', (tx) => readForSignIn(tx, body.username), 'read');
  assertNotLocked(facts ? Date.parse(facts.lockedUntil ?? '') : strangerLockedUntil(body.username), now);
  const answer = await accessOf(services)
    .auth.api.signInUsername({ body, headers: authHeaders(request), returnHeaders: true })
    .catch((error: unknown) => {
      if (error instanceof APIError) return null;
      throw error;
    });
  if (!answer) {
    countFailure('address', request.ip, now);
    await noteFailure(services, facts?.id, body.username);
    throw new Problem('access.wrong-credentials');
  }
  if (facts!.disabled) {
    await db.tx('*', (tx) => endSessions(tx, facts!.id));
    throw new Problem('access.disabled');
  }
  passCookies(answer.headers, reply);
  if ('twoFactorRedirect' in answer.response) return { state: 'two-factor' };
  await noteSuccess(services, facts!.id);
  return { state: 'signed-in' };
}

async function noteFailure(
  services: Services,
  accountId: string | undefined,
  username: string,
): Promise<void> {
  await services.db.tx('*', async (tx) => {
    if (accountId === undefined) return recordStranger(tx, username, services.clock);
    const locked = await recordFailure(tx, accountId, services.clock);
    if (locked) await auditAccount(tx, accountId, 'session.locked', 'system');
  });
}

async function noteSuccess(services: Services, accountId: string): Promise<void> {
  await services.db.tx('*', async (tx) => {
    await recordSuccess(tx, accountId);
    await auditAccount(tx, accountId, 'session.sign-in');
  });
}

/** Second step: a code of the authenticator, or one of the recovery codes (each works once). */
export async function secondFactor(
  exchange: Exchange,
  body: { method: 'totp' | 'recovery'; code: string },
): Promise<SignInAnswer> {
  const { services, request, reply } = exchange;
  assertNotThrottled('address', request.ip, services.clock.now().epochMilliseconds);
  const { api } = accessOf(services).auth;
  const input = {
    body: { code: body.code.trim() },
    headers: authHeaders(request),
    returnHeaders: true,
  } as const;
  try {
    const answer = await (body.method === 'totp' ? api.verifyTOTP(input) : api.verifyBackupCode(input));
    passCookies(answer.headers, reply);
    await noteSuccess(services, answer.response.user.id);
    return { state: 'signed-in' };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    countFailure('address', request.ip, services.clock.now().epochMilliseconds);
    const code = error.body?.code;
    if (code === 'ACCOUNT_TEMPORARILY_LOCKED') throw new Problem('access.locked', { minutes: 15 });
    throw new Problem(
      code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE'
        ? 'access.wrong-code'
        : 'access.challenge-over',
    );
  }
}

/** Ends this session and takes the cookie back. */
export async function signOut(exchange: Exchange, accountId: string): Promise<void> {
  const { services, request, reply } = exchange;
  const answer = await accessOf(services).auth.api.signOut({
    headers: authHeaders(request),
    returnHeaders: true,
  });
  passCookies(answer.headers, reply);
  await services.db.tx('*', async (tx) => {
    await auditAccount(tx, accountId, 'session.sign-out');
    await announce(tx, { kind: 'account', accountId });
  });
}
