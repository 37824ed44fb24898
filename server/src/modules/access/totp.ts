import type { TotpSetup } from '@lianfang/contract/account';
import type { ProblemCode } from '@lianfang/contract/problems';
import { APIError } from 'better-auth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import qrcode from 'qrcode';
import type { Services } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { authHeaders, passCookies } from './cookies.ts';
import { accessOf } from './runtime.ts';
import { guarded } from './throttle.ts';
import { auditAccount } from './trail.ts';

interface Exchange {
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  INVALID_PASSWORD: 'access.wrong-password',
  INVALID_CODE: 'access.wrong-code',
  TOTP_ALREADY_ENABLED: 'access.two-factor-on',
  TOTP_NOT_ENABLED: 'kernel.not-found',
  TWO_FACTOR_NOT_ENABLED: 'kernel.not-found',
};

/** Asks the library; its refusals come in our words, and wrong passwords are counted. */
function asked<T>(accountId: string, { services }: Exchange, ask: () => Promise<T>): Promise<T> {
  return guarded(accountId, services.clock.now().epochMilliseconds, () => translated(ask));
}

async function translated<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const code = error instanceof APIError ? PROBLEMS[error.body?.code ?? ''] : undefined;
    throw code ? new Problem(code) : error;
  }
}

/** SVG of a QR code, dark on white with the quiet zone that cheap phones need. */
export const qrSvg = (text: string): Promise<string> =>
  qrcode.toString(text, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' });

/** Makes a secret and recovery codes; nothing is asked at sign-in until `confirmTotp` has seen a right code. */
export async function beginTotp(
  exchange: Exchange,
  { accountId, username }: { accountId: string; username: string },
  password: string,
): Promise<TotpSetup> {
  const { services, request } = exchange;
  const answer = await asked(accountId, exchange, () =>
    accessOf(services).auth.api.enableTwoFactor({
      body: { password, method: 'totp' },
      headers: authHeaders(request),
    }),
  );
  if (answer.method !== 'totp') throw new Error('better-auth answered another method than asked for');
  const uri = new URL(answer.totpURI);
  // The library labels the entry with the placeholder address; the reader knows the username.
  uri.pathname = `/${encodeURIComponent(`LianFang:${username}`)}`;
  return {
    uri: uri.href,
    secret: uri.searchParams.get('secret') ?? '',
    qr: await qrSvg(uri.href),
    recoveryCodes: answer.backupCodes,
  };
}

async function note(services: Services, accountId: string, verb: string): Promise<void> {
  await services.db.tx('*', async (tx) => {
    await auditAccount(tx, accountId, verb);
    await announce(tx, { kind: 'account', accountId });
  });
}

export async function confirmTotp(exchange: Exchange, accountId: string, code: string): Promise<void> {
  const { services, request, reply } = exchange;
  const { headers } = await asked(accountId, exchange, () =>
    accessOf(services).auth.api.verifyTOTP({
      body: { code: code.replaceAll(' ', '') },
      headers: authHeaders(request),
      returnHeaders: true,
    }),
  );
  passCookies(headers, reply);
  await note(services, accountId, 'account.two-factor-on');
}

export async function endTotp(exchange: Exchange, accountId: string, password: string): Promise<void> {
  const { services, request, reply } = exchange;
  const { headers } = await asked(accountId, exchange, () =>
    accessOf(services).auth.api.disableTwoFactor({
      body: { password },
      headers: authHeaders(request),
      returnHeaders: true,
    }),
  );
  passCookies(headers, reply);
  await note(services, accountId, 'account.two-factor-off');
}

/** New recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  exchange: Exchange,
  accountId: string,
  password: string,
): Promise<string[]> {
  const { services, request } = exchange;
  const { backupCodes } = await asked(accountId, exchange, () =>
    accessOf(services).auth.api.generateBackupCodes({
      body: { password },
      headers: authHeaders(request),
    }),
  );
  await note(services, accountId, 'account.recovery-codes');
  return backupCodes;
}
