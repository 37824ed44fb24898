import { betterAuth } from 'better-auth';
import { twoFactor, username } from 'better-auth/plugins';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Runtime } from '../../kernel/module.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './domain/password.ts';

/**
 * The longest a session may live without use, and the fallback of the rule (`sessionDays`): the library takes it once,
 * at the start.
 */
export const SESSION_DAYS_MOST = 30;
const DAY_S = 86_400;

/** Library connections: sign-ins only, requests are answered from the cache. */
const POOL_SIZE = 4;

export const COOKIE_PREFIX = 'lianfang';
/** Set by us from Fastify's answer about the client's address, so that a proxy header is trusted once, there. */
export const CLIENT_ADDRESS = 'x-lianfang-client';
export const USERNAME_MAX = 40;

/**
 * better-auth over the tables of schema `access` (0300_access.sql). Its HTTP handler is not mounted: our endpoints
 * call `auth.api`, so that sign-in has the same schemas, problems, rate limits and audit as everything else.
 */
function configure(runtime: Runtime, pool: pg.Pool) {
  const secure = runtime.baseUrl?.startsWith('https:') ?? false;
  return betterAuth({
    appName: 'LianFang',
    baseURL: runtime.baseUrl ?? 'http://localhost',
    secret: runtime.secret.toString('base64'),
    database: { db: new Kysely({ dialect: new PostgresDialect({ pool }) }), type: 'postgres' as const },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    user: {
      modelName: 'account',
      fields: {
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'session',
      expiresIn: SESSION_DAYS_MOST * DAY_S,
      updateAge: DAY_S,
      cookieCache: { enabled: false },
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
    },
    plugins: [
      username({
        maxUsernameLength: USERNAME_MAX,
        usernameValidator: (name) => /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(name),
        displayUsername: false,
      }),
      twoFactor({
        issuer: 'LianFang',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factor',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof configure>;

/** The kernel reads instants as text; the library compares them as dates (as text none would ever expire). */
const datesAsDates: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.TIMESTAMPTZ
    ? (value: string) => new Date(value)
    : pg.types.getTypeParser(oid, format as 'text');

/** The library and its own small pool, in schema `access` under the application's unprivileged role. */
export function createAuth(runtime: Runtime): { auth: Auth; close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: runtime.databaseUrl,
    max: POOL_SIZE,
    options: '-c role=lianfang_app -c search_path=access',
    application_name: 'lianfang-auth',
    types: { getTypeParser: datesAsDates },
  });
  pool.on('error', () => {
    // An idle connection was closed by the server (restart): the pool makes a new one at the next use.
  });
  // The same for one that is lent out: its next statement fails, the process does not.
  pool.on('connect', (client) => client.on('error', () => {}));
  return { auth: configure(runtime, pool), close: () => pool.end() };
}
