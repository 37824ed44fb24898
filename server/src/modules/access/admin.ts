import type { AccountView } from '@lianfang/contract/account';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { type Lang, Problem } from '../../kernel/problem.ts';
import { type HeldPost, mayManage } from './policy.ts';
import { auditAccount } from './trail.ts';

type Row = Omit<AccountView, 'manageable' | 'posts'> & {
  readonly posts: readonly (AccountView['posts'][number] & HeldPost)[];
};

export interface AccountFilter {
  readonly unitId: string;
  readonly q?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Posts of an account today; where it holds none any more, those it held last. */
const POSTS = (lang: Lang, today: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
      'postName', case ${lang}::text when 'en' then p.name_en else p.name_zh end, 'unitId', u.id::text,
      'unitName', u.name, 'permissions', p.permissions, 'lineage', u.lineage::text[]) order by p.sort, h.id), '[]')
  from org.holding h join org.post_kind p on p.code = h.post_kind join org.unit u on u.id = h.unit_id
  where h.account_id = a.id and (h.valid @> ${today}::date or not exists (
    select from org.holding n where n.account_id = a.id and n.valid @> ${today}::date)))`;

/** Accounts with a post in a unit's subtree, by username; what the reader may do with each travels along. */
export async function readAccounts(
  tx: Tx,
  actor: Actor,
  filter: AccountFilter,
  at: { today: string; now: string; lang: Lang },
): Promise<{ rows: AccountView[]; next?: string }> {
  const { rows } = await sql<Row>`
    select a.id, a.username, a.name, ${POSTS(at.lang, at.today)} as posts, a.two_factor_enabled as "twoFactor",
      a.must_change_password as "mustChangePassword", a.disabled_at is not null as disabled,
      coalesce(a.locked_until > ${at.now}::timestamptz, false) as locked,
      (select max(s.updated_at) from access.session s where s.user_id = a.id) as "lastSeenAt"
    from access.account a
    where a.username > ${filter.after ?? ''}
      and (${filter.q ?? ''} = '' or a.username like lower(${filter.q ?? ''}) || '%' or strpos(a.name, ${filter.q ?? ''}) > 0)
      and exists (select from org.holding h join org.unit u on u.id = h.unit_id
        where h.account_id = a.id and u.lineage && array[${filter.unitId}::bigint])
    order by a.username limit ${filter.limit + 1}`.execute(tx);
  const page = rows.slice(0, filter.limit).map(
    ({ posts, ...row }): AccountView => ({
      ...row,
      posts: posts.map(({ postName, unitId, unitName }) => ({ postName, unitId, unitName })),
      manageable: row.id !== actor.accountId && mayManage(actor, posts),
    }),
  );
  return rows.length > filter.limit ? { rows: page, next: page.at(-1)!.username } : { rows: page };
}

/** @throws Problem kernel.not-found unless all the account's posts lie in the actor's care (policy.ts) */
export async function assertManageable(
  tx: Tx,
  actor: Actor,
  accountId: string,
  today: string,
): Promise<void> {
  if (accountId === actor.accountId) throw new Problem('access.own-account');
  const { rows } = await sql<{ posts: readonly HeldPost[] }>`
    select ${POSTS('zh', today)} as posts from access.account a where a.id = ${accountId}`.execute(tx);
  if (!rows[0] || !mayManage(actor, rows[0].posts)) throw new Problem('kernel.not-found');
}

/** Disables an account (its sessions end and its tokens stop working) or enables it again. */
export async function setDisabled(tx: Tx, accountId: string, disabled: boolean, by: string): Promise<void> {
  await sql`update access.account set disabled_at = ${disabled ? sql`now()` : null}, updated_at = now()
    where id = ${accountId}`.execute(tx);
  if (disabled) await sql`delete from access.session where user_id = ${accountId}`.execute(tx);
  await auditAccount(tx, accountId, disabled ? 'account.disable' : 'account.enable', by);
  await announce(tx, { kind: 'account', accountId });
}
