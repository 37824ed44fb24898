import type pg from 'pg';

export interface Table {
  readonly name: string;
  /** Columns that hold data of their own (not computed ones), in order. */
  readonly columns: readonly string[];
}

/** Schemas that migrations made. The queue's is left out: it is made anew by the jobs that fill it. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'pgboss')`;

export async function listSchemas(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace n where ${OURS} order by 1`,
  );
  return rows.map((r) => r.name);
}

/** Every table, each after those that its foreign keys point to. */
export async function listTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows: tables } = await client.query<Table & { readonly oid: number }>(
    `select c.oid::int, n.nspname || '.' || c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${OURS} order by 2`,
  );
  const { rows: keys } = await client.query<{ from: number; to: number }>(
    `select distinct conrelid::int as from, confrelid::int as to from pg_constraint
     where contype = 'f' and conrelid <> confrelid`,
  );
  const byOid = new Map(tables.map((t) => [t.oid, t]));
  const needs = Map.groupBy(keys, (k) => k.from);
  const ordered = new Set<Table>();
  const visit = (oid: number, path: readonly number[]) => {
    const table = byOid.get(oid);
    if (!table || ordered.has(table)) return;
    if (path.includes(oid)) throw new Error(`The foreign keys of ${table.name} form a circle.`);
    for (const key of needs.get(oid) ?? []) visit(key.to, [...path, oid]);
    ordered.add(table);
  };
  for (const table of tables) visit(table.oid, []);
  return [...ordered].map(({ name, columns }) => ({ name, columns }));
}

export async function listSequences(client: pg.ClientBase) {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${OURS} order by 1`,
  );
  const sequences: { name: string; value: string; called: boolean }[] = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ value: string; called: boolean }>(
      `select last_value as value, is_called as called from ${name}`,
    );
    sequences.push({ name, ...state[0]! });
  }
  return sequences;
}
