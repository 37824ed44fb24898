import type { AppointmentInput, Holder, UnitPosts } from '@lianfang/contract/orgPosts';
import { sql } from 'kysely';
import type { Actor, UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { grantFor } from '../../kernel/policy.ts';
import { Problem } from '../../kernel/problem.ts';
import { accountNames } from './accounts.ts';
import { mayAppoint } from './policy.ts';

interface PostKindRow {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly permissions: readonly string[];
  readonly retired: boolean;
}

async function kindsHere(tx: Tx, unitKind: string): Promise<readonly PostKindRow[]> {
  const { rows } = await sql<PostKindRow>`
    select p.code, p.name_zh, p.name_en, p.permissions, p.retired_at is not null as retired from org.post_kind p
    join org.unit_kind k on k.code = ${unitKind} and k.role = any(p.unit_roles) order by p.sort, p.code`.execute(
    tx,
  );
  return rows;
}

/** The posts of a unit with their holders of today and planned ones; `past`: also former ones. */
export async function readPosts(
  tx: Tx,
  actor: Actor,
  unit: UnitFacts,
  today: string,
  past: boolean,
): Promise<UnitPosts> {
  const kinds = await kindsHere(tx, unit.kind);
  const { rows } = await sql<Omit<Holder, 'name'> & { post: string }>`
    select id, account_id as "accountId", lower(valid) as "from", upper(valid) as "to", backup, post_kind as post,
      valid @> ${today}::date as current
    from org.holding where unit_id = ${unit.id}::bigint and not isempty(valid)
      and (${past} or upper_inf(valid) or upper(valid) > ${today}::date)
    order by backup, lower(valid) desc, id`.execute(tx);
  const names = await accountNames(
    tx,
    rows.map((r) => r.accountId),
  );
  return {
    posts: kinds
      .filter((kind) => !kind.retired || rows.some((r) => r.post === kind.code))
      .map((kind) => ({
        kind: {
          code: kind.code,
          nameZh: kind.name_zh,
          nameEn: kind.name_en,
          permissions: [...kind.permissions],
        },
        holders: rows
          .filter((r) => r.post === kind.code)
          .map(({ post: _, ...holder }) => ({
            ...holder,
            name: names.get(holder.accountId) ?? holder.accountId,
          })),
        can: { appoint: !kind.retired && mayAppoint(actor, kind.permissions, unit.lineage) },
      })),
    can: { manage: grantFor(actor, 'post.manage', unit) !== undefined },
  };
}

/** @throws Problem org.post-not-here, org.post-beyond-yours, org.account-unknown, org.dates-reversed */
export async function checkAppointment(
  tx: Tx,
  actor: Actor,
  unit: UnitFacts,
  input: AppointmentInput,
): Promise<void> {
  const kind = (await kindsHere(tx, unit.kind)).find((k) => k.code === input.postKind);
  if (!kind || kind.retired) throw new Problem('org.post-not-here');
  if (!mayAppoint(actor, kind.permissions, unit.lineage))
    throw new Problem('org.post-beyond-yours', { post: kind.name_zh });
  if (input.to !== undefined && input.to <= input.from) throw new Problem('org.dates-reversed');
  if (!(await accountNames(tx, [input.accountId])).has(input.accountId))
    throw new Problem('org.account-unknown');
}
