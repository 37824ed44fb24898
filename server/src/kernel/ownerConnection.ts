import pg from 'pg';

/** uuidv7() and what else the migrations use. */
const LEAST_VERSION = 180_000;

const address = (client: pg.Client) => `${client.host}:${client.port}`;

/** Why a connection could not be made, as a sentence with a remedy. The password is never in it. */
function refused(client: pg.Client, error: Error & { code?: string }): Error {
  const said = error.message || error.code;
  switch (error.code) {
    case '3D000':
      return new Error(
        `There is no database "${client.database}" on ${address(client)}. Make it: create database ` +
          `${client.escapeIdentifier(client.database ?? '')} owner ${client.escapeIdentifier(client.user ?? '')} encoding 'UTF8' template template0;`,
      );
    case '28P01':
    case '28000':
      return new Error(
        `PostgreSQL on ${address(client)} does not let "${client.user}" in: ${said}. Check user and password in DATABASE_URL.`,
      );
    case '53300':
      return new Error(
        `PostgreSQL on ${address(client)} has no connection left: ${said}. Raise its max_connections.`,
      );
    default:
      return new Error(
        `No PostgreSQL answers on ${address(client)}: ${said}. Check that it runs, and DATABASE_URL.`,
      );
  }
}

/**
 * Connects as the owner of the database. What cannot be connected to, is too old, or does not keep UTF-8, is refused
 * with a sentence.
 */
export async function connectOwner(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: applicationName });
  await client.connect().catch((error: Error) => {
    throw refused(client, error);
  });
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
       current_setting('server_encoding') as encoding`,
  );
  const { number, version, encoding } = rows[0]!;
  const fault =
    number < LEAST_VERSION
      ? `The PostgreSQL on ${address(client)} is ${version}; LianFang needs 18 or newer.`
      : encoding !== 'UTF8'
        ? `The database "${client.database}" keeps its text as ${encoding}; LianFang needs one made with encoding 'UTF8' template template0.`
        : undefined;
  if (fault === undefined) return client;
  await client.end();
  throw new Error(fault);
}

/** Runs a statement that needs a right. @throws Error naming the role, what PostgreSQL says, and `remedy` */
async function permitted(client: pg.ClientBase, statement: string, remedy: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code !== '42501') throw error;
    throw new Error(
      `The role of DATABASE_URL lacks a right (${message}). As an administrator of PostgreSQL run: ${remedy}`,
    );
  }
}

interface Roles {
  readonly me: string;
  readonly database: string;
  readonly app: boolean;
  readonly strong: boolean;
  readonly member: boolean;
}

async function readRoles(client: pg.ClientBase): Promise<Roles> {
  const { rows } = await client.query<Roles>(
    `select quote_ident(current_user) as me, quote_ident(current_database()) as database, app.oid is not null as app,
       coalesce(app.rolsuper or app.rolbypassrls or current_user = app.rolname, false) as strong,
       coalesce(pg_has_role(current_user, app.oid, 'SET'), false) as member
     from (values (1)) as one left join pg_roles app on app.rolname = 'lianfang_app'`,
  );
  return rows[0]!;
}

/**
 * The role that requests run as. It owns nothing, so that row-level security holds for it. Roles belong to the whole
 * server: another platform there may have made it, or an administrator who gives the owner no right to make roles.
 */
async function prepareRole(client: pg.ClientBase): Promise<void> {
  const before = await readRoles(client);
  const grant = `grant lianfang_app to ${before.me};`;
  if (before.strong) {
    throw new Error(
      'The role lianfang_app must own nothing and be neither superuser nor bypassrls: row-level security would not ' +
        'hold for it. Connect as another role that owns the database.',
    );
  }
  if (!before.app) {
    const create = `do $$ begin create role lianfang_app nologin; exception when duplicate_object then null; end $$`;
    await permitted(client, create, `create role lianfang_app nologin; ${grant}`);
  }
  if (!(await readRoles(client)).member) await permitted(client, grant, grant);
}

/** Migrated by one role, run by another: it would fail somewhere in the middle. */
async function assertOwner(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ me: string; owner: string }>(
    `select current_user as me, pg_get_userbyid(relowner) as owner from pg_class
     where oid = to_regclass('public.lianfang_migration') and not pg_has_role(current_user, relowner, 'USAGE')`,
  );
  const found = rows[0];
  if (found) {
    throw new Error(
      `The platform's tables belong to the role "${found.owner}", but DATABASE_URL connects as "${found.me}". ` +
        `Connect as "${found.owner}".`,
    );
  }
}

/** What stands outside the migrations: the extension, the application's role, the list of what was applied. */
export async function prepareDatabase(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock(7316021)');
  await assertOwner(client);
  const { me, database } = await readRoles(client);
  const own = `alter database ${database} owner to ${me};`;
  await permitted(client, 'create extension if not exists btree_gist', own);
  await prepareRole(client);
  await permitted(
    client,
    `create table if not exists public.lianfang_migration (name text primary key, applied_at timestamptz not null default now())`,
    own,
  );
}
