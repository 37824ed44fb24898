import type { Ok } from '@lianfang/contract/common';
import type { KindPatch, NewPostKind, NewUnitKind, PostKinds } from '@lianfang/contract/orgKinds';
import { sql } from 'kysely';
import { audit, byActor } from '../../kernel/audit.ts';
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

type At<B> = Pick<Call<unknown, unknown, B>, 'tx' | 'actor' | 'holding' | 'unit' | 'body'>;

/** Kinds are the whole platform's: their administrator stands at the top of the tree. @throws kernel.forbidden */
function assertTop({ unit }: Pick<At<object>, 'unit'>): void {
  if (unit!.parentId !== null) throw new Problem('kernel.forbidden', { permission: 'platform.admin' });
}

async function record(call: At<object>, verb: string, object: string): Promise<void> {
  const { tx, actor, holding, unit } = call;
  const { unit: _, ...detail } = call.body as Record<string, unknown>;
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

/** @throws Problem kernel.not-found, org.nothing-changes, org.kind-needed, kernel.forbidden */
export async function changeKind(
  call: At<KindPatch> & { readonly params: { code: string } },
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
  await record(call, `${of}.change`, `${of}:${code}`);
  return { ok: true };
}

/** All kinds of posts, retired ones last. */
export async function readPostKinds(tx: Tx): Promise<PostKinds> {
  const { rows } = await sql<PostKinds['rows'][number]>`
    select code, name_zh as "nameZh", name_en as "nameEn", unit_roles as "unitRoles", permissions,
      retired_at is not null as retired from org.post_kind order by retired, sort, code`.execute(tx);
  return { rows };
}
