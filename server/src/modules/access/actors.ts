import { type Permission, permissions } from '@lianfang/contract/permissions';
import { sql } from 'kysely';
import type { Actor, Holding } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';

const KNOWN: ReadonlySet<string> = new Set(permissions);

interface ActorRow {
  readonly account_id: string;
  readonly name: string;
  readonly person_id: string | null;
  readonly must_change_password: boolean;
  readonly holdings: readonly {
    readonly id: string;
    readonly post: string;
    readonly unit: string;
    readonly permissions: readonly string[];
    readonly backup: boolean;
  }[];
}

/**
 * The actor of an account on a business date, with the posts held that day at units that are open; null when
 * the account is disabled or unknown. `only` narrows the permissions (a personal token's).
 */
export async function readActor(
  tx: Tx,
  accountId: string,
  date: string,
  via: Actor['via'],
  only: readonly string[] | null = null,
): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    select a.id as account_id, a.name, a.person_id, a.must_change_password,
      coalesce((select jsonb_agg(jsonb_build_object('id', h.id::text, 'post', h.post_kind, 'unit', h.unit_id::text,
          'permissions', to_jsonb(p.permissions), 'backup', h.backup) order by p.sort, h.id)
        from org.holding h join org.post_kind p on p.code = h.post_kind join org.unit u on u.id = h.unit_id
        where h.account_id = a.id and h.valid @> ${date}::date
          and (u.closed_on is null or u.closed_on > ${date}::date)), '[]') as holdings
    from access.account a where a.id = ${accountId} and a.disabled_at is null`.execute(tx);
  const row = rows[0];
  if (!row) return null;
  return {
    accountId: row.account_id,
    name: row.name,
    personId: row.person_id,
    mustChangePassword: row.must_change_password,
    via,
    holdings: row.holdings.map(
      (h): Holding => ({
        id: h.id,
        postKind: h.post,
        unitId: h.unit,
        backup: h.backup,
        permissions: new Set(
          h.permissions.filter((p): p is Permission => KNOWN.has(p) && (only === null || only.includes(p))),
        ),
      }),
    ),
  };
}
