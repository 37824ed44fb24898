import type { Ok } from '@lianfang/contract/common';
import type {
  NewPostKind,
  NewUnitKind,
  PostKindPatch,
  PostKindReach,
  PostKinds,
} from '@lianfang/contract/orgKinds';
import { sql } from 'kysely';
import { audit, byActor } from '../../kernel/audit.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Call } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { readKinds } from './kinds.ts';

/** Where units of a kind stand in lists, by what the engine does with them. */
const LEVEL = { institution: 40, division: 48, group: 60 } as const;
/** Without it nobody could be made administrator any more. */
const NEEDED = 'administrator';

/** What follows a new kind of group in the same transaction, registered by the module that keeps check times. */
type KindFollower = (tx: Tx, code: string, checksLike: string) => Promise<void>;
let follower: KindFollower = async () => {};
export const followKinds = (next: KindFollower): void => {
  follower = next;
};

type At<B> = Pick<Call<unknown, unknown, B>, 'tx' | 'actor' | 'holding' | 'unit' | 'body' | 'services'>;

/** Kinds are the whole platform's: their administrator stands at the top of the tree. @throws kernel.forbidden */
function assertTop({ unit }: Pick<At<object>, 'unit'>): void {
  if (unit!.parentId !== null) throw new Problem('kernel.forbidden', { permission: 'platform.admin' });
}

async function record(call: At<object>, verb: string, object: string, more: object = {}): Promise<void> {
  const { tx, actor, holding, unit } = call;
  const { unit: _, ...said } = call.body as Record<string, unknown>;
  const detail = { ...said, ...more };
  await audit(tx, unit!.areaId, [{ ...byActor(actor, holding!), verb, object, unitId: unit!.id, detail }]);
  await announce(tx, { kind: 'kind' });
}

/** @throws Problem org.kind-code-taken (constraint), org.kind-parents, kernel.forbidden */
export async function addUnitKind(call: At<NewUnitKind>): Promise<Ok> {
  assertTop(call);
  const { tx, body } = call;
  const kinds = await readKinds(tx);
  const bad = body.parents.find((p) => !kinds.has(p) || ['territory', 'group'].includes(kinds.get(p)!.role));
  if (bad !== undefined) throw new Problem('org.kind-parents', { kind: bad });
  // Only now: once there are units of the kind, who owed a check on a past day must not change.
  const reportsAs = body.role === 'institution' ? (body.checksLike ?? null) : null;
  await sql`insert into org.unit_kind (code, name_zh, name_en, level, role, parents, reports_as)
    values (${body.code}, ${body.nameZh.trim()}, ${body.nameEn.trim()}, ${LEVEL[body.role]}, ${body.role},
      ${[...body.parents]}::text[], ${reportsAs})`.execute(tx);
  if (body.role === 'group' && body.checksLike) await follower(tx, body.code, body.checksLike);
  await record(call, 'unit-kind.create', `unit-kind:${body.code}`);
  return { ok: true };
}

/** @throws Problem org.kind-code-taken (constraint), kernel.forbidden */
export async function addPostKind(call: At<NewPostKind>): Promise<Ok> {
  assertTop(call);
  const { tx, body } = call;
  await sql`insert into org.post_kind (code, name_zh, name_en, unit_roles, permissions, sort)
    select ${body.code}, ${body.nameZh.trim()}, ${body.nameEn.trim()}, ${[...body.unitRoles]}::text[],
      ${[...body.permissions]}::text[], coalesce(max(sort), 0) + 10 from org.post_kind`.execute(tx);
  await record(call, 'post-kind.create', `post-kind:${body.code}`);
  return { ok: true };
}

/** @throws Problem kernel.not-found, org.nothing-changes, org.kind-needed, org.kind-needs-admin, kernel.forbidden */
export async function changeKind(
  call: At<PostKindPatch> & { readonly params: { code: string } },
  of: 'unit-kind' | 'post-kind',
): Promise<Ok> {
  assertTop(call);
  const { tx, body, params } = call;
  const { code } = params;
  if (Object.keys(body).length === 1) throw new Problem('org.nothing-changes');
  if (of === 'post-kind' && code === NEEDED && body.retired) throw new Problem('org.kind-needed');
  const table = sql.table(of === 'unit-kind' ? 'org.unit_kind' : 'org.post_kind');
  const done = await sql`update ${table} set name_zh = coalesce(${body.nameZh?.trim() ?? null}, name_zh),
      name_en = coalesce(${body.nameEn?.trim() ?? null}, name_en),
      retired_at = case ${body.retired ?? null}::boolean when true then coalesce(retired_at, kernel.now())
        when false then null else retired_at end
    where code = ${code}`.execute(tx);
  if (done.numAffectedRows === 0n) throw new Problem('kernel.not-found');
  const before = body.permissions && (await setPermissions(call, code, body.permissions));
  await record(call, `${of}.change`, `${of}:${code}`, before && { before });
  return { ok: true };
}

/**
 * Sets what a post allows, at once for all who hold it: kept actors are dropped, open pages ask again. Returns what it
 * allowed before. @throws Problem org.kind-needs-admin where nobody could administer the platform any more
 */
async function setPermissions(
  { tx, services }: At<PostKindPatch>,
  code: string,
  next: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ permissions: readonly string[] }>`
    select permissions from org.post_kind where code = ${code} for update`.execute(tx);
  await sql`update org.post_kind set permissions = ${[...next]}::text[] where code = ${code}`.execute(tx);
  const { rows: left } = await sql<{ left: boolean }>`
    select exists (select from org.holding h join org.post_kind p on p.code = h.post_kind join org.unit u on u.id = h.unit_id
      where 'platform.admin' = any(p.permissions) and u.parent_id is null
        and h.valid @> ${dateOf(services.clock).toString()}::date) as left`.execute(tx);
  if (!left[0]!.left || (code === NEEDED && !next.includes('platform.admin')))
    throw new Problem('org.kind-needs-admin');
  await announce(tx, { kind: 'account' });
  return rows[0]!.permissions;
}

/** How many people hold a kind of post. @throws Problem kernel.not-found, kernel.forbidden */
export async function readReach(
  call: Pick<At<object>, 'tx' | 'unit' | 'services'> & { readonly params: { code: string } },
): Promise<PostKindReach> {
  assertTop(call);
  const { tx, params, services } = call;
  const today = dateOf(services.clock).toString();
  const { rows } = await sql<PostKindReach>`
    select count(distinct h.account_id) filter (where h.valid @> ${today}::date)::int as holders,
      count(distinct h.unit_id) filter (where h.valid @> ${today}::date)::int as units,
      count(distinct h.account_id) filter (where lower(h.valid) > ${today}::date)::int as coming
    from org.post_kind p left join org.holding h on h.post_kind = p.code
    where p.code = ${params.code} group by p.code`.execute(tx);
  if (!rows[0]) throw new Problem('kernel.not-found');
  return rows[0];
}

/** All kinds of posts, retired ones last. */
export async function readPostKinds(tx: Tx): Promise<PostKinds> {
  const { rows } = await sql<PostKinds['rows'][number]>`
    select code, name_zh as "nameZh", name_en as "nameEn", unit_roles as "unitRoles", permissions,
      retired_at is not null as retired from org.post_kind order by retired, sort, code`.execute(tx);
  return { rows };
}
