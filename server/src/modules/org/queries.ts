import type { SubtreeUnit, TreeUnit, UnitHistory, UnitHit, UnitLink } from '@lianfang/contract/org';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../kernel/db.ts';
import { openCursor, pageOf } from './cursor.ts';

interface Paging {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}
type Page<T> = { rows: T[]; next?: string };
/** Wildcards of LIKE in what the user types are letters like any other. */
const literal = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

/** Open units of the scope by part of the name or beginning of the code: higher levels first, then grade by grade as in the tree. */
export async function searchUnits(
  tx: Tx,
  scope: readonly string[],
  query: Paging & {
    q?: string | undefined;
    kind?: string | undefined;
    role?: string | undefined;
    under?: string | undefined;
  },
  today: string,
): Promise<Page<UnitHit>> {
  const limit = query.limit ?? 50;
  const [level, row, sort, name, id] = openCursor(query.after, 5) ?? [];
  const q = query.q?.trim();
  const { rows } = await sql<UnitHit & { level: number; row: number; sort: number }>`
    select u.id, u.code, u.kind, k.role, u.name, k.level, o.row, u.sort, coalesce((
      select string_agg(a.name, ' · ' order by p.position) from unnest(u.lineage) with ordinality p(id, position)
      join org.unit a on a.id = p.id join org.unit_kind ak on ak.code = a.kind
      where p.position > 1 and ak.role <> 'territory'), '') as path
    from org.unit u join org.unit_kind k on k.code = u.kind left join org.unit parent on parent.id = u.parent_id
    cross join lateral (select coalesce(parent.sort, 0) as row) o
    where u.lineage && ${scope}::bigint[] and (u.closed_on is null or u.closed_on > ${today}::date)
      and (${q ?? null}::text is null or u.name ilike ${`%${literal(q ?? '')}%`} or u.code ilike ${`${literal(q ?? '')}%`})
      and (${query.kind ?? null}::text is null or u.kind = ${query.kind ?? null})
      and (${query.role ?? null}::text is null or k.role = any(string_to_array(${query.role ?? null}::text, ',')))
      and (${query.under ?? null}::bigint is null or u.lineage @> array[${query.under ?? null}::bigint])
      and (${id ?? null}::bigint is null
        or (k.level, o.row, u.sort, u.name, u.id) > (${level ?? null}::smallint, ${row ?? null}::int,
          ${sort ?? null}::int, ${name ?? null}::text, ${id ?? null}::bigint))
    order by k.level, o.row, u.sort, u.name, u.id limit ${limit + 1}`.execute(tx);
  return pageOf(
    rows,
    limit,
    (r) => [r.level, r.row, r.sort, r.name, r.id],
    ({ level: _level, row: _row, sort: _sort, ...hit }) => hit,
  );
}

/**
 * The tree of a date, one level: below `parent` on either line, or, without one, the tops of the scope (the units
 * held that no other held unit contains). What the scope of that date does not hold is not there.
 */
export async function treeLevel(
  tx: Tx,
  scope: readonly string[],
  query: Paging & { parent?: string | undefined },
  date: string,
): Promise<Page<TreeUnit>> {
  const limit = query.limit ?? 200;
  const [level, sort, name, id] = openCursor(query.after, 4) ?? [];
  const parent = query.parent ?? null;
  const { rows } = await sql<TreeUnit & { level: number; sort: number }>`
    select u.id, u.code, u.kind, k.role, v.name, k.level, u.sort,
      case when v.territory_id = ${parent}::bigint then 'territorial' else 'main' end as line,
      (select count(*) from org.unit_version c where c.valid @> ${date}::date
        and (c.parent_id = u.id or c.territory_id = u.id))::int as children
    from org.unit_version v join org.unit u on u.id = v.unit_id join org.unit_kind k on k.code = u.kind
    where v.valid @> ${date}::date and v.lineage && ${scope}::bigint[]
      and case when ${parent}::bigint is null
        then v.unit_id = any(${scope}::bigint[]) and not v.lineage[2:] && ${scope}::bigint[]
        else v.parent_id = ${parent}::bigint or v.territory_id = ${parent}::bigint end
      and (${id ?? null}::bigint is null or (k.level, u.sort, v.name, u.id)
        > (${level ?? null}::smallint, ${sort ?? null}::int, ${name ?? null}::text, ${id ?? null}::bigint))
    order by k.level, u.sort, v.name, u.id limit ${limit + 1}`.execute(tx);
  return pageOf(
    rows,
    limit,
    (r) => [r.level, r.sort, r.name, r.id],
    ({ level: _l, sort: _s, ...unit }) => unit,
  );
}

/** Everything below a unit on a date, itself included, in the order of ids. */
export async function subtreePage(
  tx: Tx,
  scope: readonly string[],
  unit: string,
  query: Paging,
  date: string,
): Promise<Page<Static<typeof SubtreeUnit>>> {
  const limit = query.limit ?? 200;
  const [after] = openCursor(query.after, 1) ?? [];
  const { rows } = await sql<Static<typeof SubtreeUnit>>`
    select u.id, u.code, u.kind, v.name, v.parent_id as "parentId", v.territory_id as "territoryId", v.attributes
    from org.unit_version v join org.unit u on u.id = v.unit_id
    where v.valid @> ${date}::date and v.lineage @> array[${unit}::bigint] and v.lineage && ${scope}::bigint[]
      and u.id > ${after ?? '0'}::bigint
    order by u.id limit ${limit + 1}`.execute(tx);
  return pageOf(
    rows,
    limit,
    (r) => [r.id],
    (r) => r,
  );
}

const link = (alias: string) =>
  sql.raw(`case when ${alias}.id is not null then
  jsonb_build_object('id', ${alias}.id::text, 'name', ${alias}.name, 'kind', ${alias}.kind) end`);

/** What a unit was called and where it hung, newest first; neighbours above under their names of today. */
export async function unitHistory(tx: Tx, unit: string): Promise<UnitHistory> {
  const { rows } = await sql<UnitHistory['rows'][number]>`
    select min(lower(v.valid)) as "from",
      case when bool_or(upper_inf(v.valid)) then null else max(upper(v.valid)) end as "to", v.name,
      ${link('p')} as parent, ${link('t')} as territory, v.attributes
    from (
      select *, sum(fresh::int) over (order by lower(valid)) as stretch from (
        select *, (name, parent_id, territory_id, attributes) is distinct from
          lag((name, parent_id, territory_id, attributes)) over (order by lower(valid)) as fresh
        from org.unit_version where unit_id = ${unit}::bigint) x) v
    left join org.unit p on p.id = v.parent_id left join org.unit t on t.id = v.territory_id
    group by v.stretch, v.name, v.attributes, p.id, t.id order by 1 desc`.execute(tx);
  return { rows };
}

/** Units as links, in the order asked; with a date, under the names they had then. */
export async function unitLinks(tx: Tx, ids: readonly string[], date?: string): Promise<UnitLink[]> {
  const { rows } = await sql<UnitLink>`
    select u.id, coalesce(v.name, u.name) as name, u.kind from unnest(${ids}::bigint[]) with ordinality n(id, position)
    join org.unit u on u.id = n.id left join org.unit_version v on v.unit_id = u.id and v.valid @> ${date ?? null}::date
    order by n.position`.execute(tx);
  return rows;
}
