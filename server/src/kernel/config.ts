import { resolve } from 'node:path';

/** What an operator may set, read once at the start from the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. Holds the embedded PostgreSQL, the secret and the runtime file. */
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly demo: boolean;
  readonly zone: string;
  /** RFC 3339: where the clock begins instead of now. */
  readonly clockStart: string | undefined;
  readonly secret: string | undefined;
  readonly baseUrl: string | undefined;
  readonly logLevel: string;
  readonly metricsToken: string | undefined;
}

export interface Variable<T> {
  readonly name: string;
  /** Shown in the help; the value used when the variable is absent or empty. */
  readonly fallback: string | undefined;
  readonly help: string;
  /** Throws a sentence that says what would be right. */
  readonly parse: (value: string) => T;
}

function fail(expected: string): never {
  throw new Error(expected);
}
const text = (value: string) => value;

function url(value: string, protocols: readonly string[]): string {
  const parsed = URL.parse(value);
  if (!parsed || !protocols.includes(parsed.protocol))
    fail(`an address that begins with ${protocols.join('// or ')}//`);
  return value;
}

/** These two we set ourselves; in the address they would win, and with them the unprivileged role would be lost. */
function database(value: string): string {
  const { searchParams } = new URL(url(value, ['postgres:', 'postgresql:']));
  for (const name of ['options', 'application_name']) {
    if (searchParams.has(name)) fail(`an address without "${name}", which the platform sets itself`);
  }
  return value;
}

function zone(value: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return fail('an IANA time zone such as Asia/Shanghai');
  }
}

function instant(value: string): string {
  return Number.isNaN(Date.parse(value)) || !/(Z|[+-]\d\d:\d\d)$/.test(value)
    ? fail('an instant with its offset such as 2026-11-18T07:30:00+08:00')
    : value;
}

function oneOf(...values: readonly string[]) {
  return (value: string) => (values.includes(value) ? value : fail(`one of ${values.join(', ')}`));
}

/** Every variable, once: parsing, help and documentation read this table. */
export const variables = {
  port: {
    name: 'PORT',
    fallback: '3000',
    help: 'port of the web page and the API; 0 takes any free one',
    parse: (v: string) =>
      /^\d{1,5}$/.test(v) && Number(v) < 65536 ? Number(v) : fail('a whole number from 0 to 65535'),
  },
  host: {
    name: 'HOST',
    fallback: '127.0.0.1',
    help: 'address to listen on; 0.0.0.0 for every network of this machine',
    parse: (v: string) => (/^[A-Za-z0-9.:_-]+$/.test(v) ? v : fail('a host name or an IP address')),
  },
  dataFolder: {
    name: 'LIANFANG_DATA',
    fallback: './data',
    help: 'folder of the database, the secret and the logs',
    parse: (v: string) => resolve(v),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    fallback: undefined,
    help: 'a PostgreSQL 18 of your own instead of the embedded one: postgres://user:password@host/database; the user owns the database and may make roles (README.md)',
    parse: database,
  },
  demo: {
    name: 'LIANFANG_DEMO',
    fallback: '0',
    help: '1: the first start on an empty database loads the demo county',
    parse: (v: string) => oneOf('0', '1')(v) === '1',
  },
  zone: {
    name: 'LIANFANG_TZ',
    fallback: 'Asia/Shanghai',
    help: 'time zone of business dates and deadlines',
    parse: zone,
  },
  clockStart: {
    name: 'LIANFANG_CLOCK',
    fallback: undefined,
    help: 'for drills and demonstrations: the instant at which the clock of the platform starts, 2026-11-18T07:30:00+08:00',
    parse: instant,
  },
  secret: {
    name: 'LIANFANG_SECRET',
    fallback: undefined,
    help: 'key of encrypted columns and sessions, 32 characters or more; else made and kept in the data folder',
    parse: (v: string) => (v.length >= 32 ? v : fail('32 characters or more')),
  },
  baseUrl: {
    name: 'LIANFANG_BASE_URL',
    fallback: undefined,
    help: 'address under which people reach the platform, for links and cookies',
    parse: (v: string) => url(v, ['http:', 'https:']).replace(/\/+$/, ''),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    fallback: 'info',
    help: 'fatal, error, warn, info, debug, trace or silent',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  metricsToken: {
    name: 'LIANFANG_METRICS_TOKEN',
    fallback: undefined,
    help: 'lets GET /metrics be read from other machines with "Authorization: Bearer <token>"',
    parse: (v: string) => (v.length >= 16 ? text(v) : fail('16 characters or more')),
  },
} as const satisfies { readonly [K in keyof Config]: Variable<unknown> };

/** Thrown with one line for every variable at fault. */
export class ConfigError extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Reads and checks the environment. @throws ConfigError naming every variable at fault and what would be right. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const entries = Object.entries(variables).map(([key, variable]) => {
    const given = environment[variable.name];
    const value = given === undefined || given.trim() === '' ? variable.fallback : given.trim();
    if (value === undefined) return [key, undefined];
    try {
      return [key, variable.parse(value)];
    } catch (error) {
      const shown =
        key === 'secret' || key === 'metricsToken' || key === 'databaseUrl' ? '(not shown)' : `"${value}"`;
      faults.push(`${variable.name} is ${shown}, but must be ${(error as Error).message}.`);
      return [key, undefined];
    }
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.fromEntries(entries) as Config;
}
