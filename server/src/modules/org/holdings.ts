import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';

/** Who is to hold which post where. Dates are business dates; `to` is exclusive, absent = until ended. */
export interface Appointment {
  readonly accountId: string;
  readonly postKind: string;
  readonly unitId: string;
  readonly from: string;
  readonly to?: string | undefined;
  /** Stands in for the first holder (S0B-93: substitute). */
  readonly backup?: boolean | undefined;
}

/** More accounts than this in one call: sessions are told to ask again as a whole. */
const MANY = 50;

/** Tells open sessions that the posts of these accounts changed. */
export async function announceAccounts(tx: Tx, accountIds: readonly string[]): Promise<void> {
  const accounts = [...new Set(accountIds)];
  if (accounts.length > MANY) return announce(tx, { kind: 'account' });
  for (const accountId of accounts) await announce(tx, { kind: 'account', accountId });
}

/**
 * Appoints holders, many in one statement; ids in the order given.
 * @throws Problem org.post-not-here when a post may not be held at a unit of that role (or unit or post is unknown);
 * org.already-held (constraint) when the account holds that post there in the same days.
 */
export async function appoint(tx: Tx, appointments: readonly Appointment[]): Promise<readonly string[]> {
  if (appointments.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    insert into org.holding (account_id, post_kind, unit_id, valid, backup)
    select a."accountId", p.code, u.id, daterange(a."from", a."to"), coalesce(a.backup, false)
    from rows from (jsonb_to_recordset(${JSON.stringify(appointments)}::jsonb)
      as ("accountId" text, "postKind" text, "unitId" bigint, "from" date, "to" date, backup boolean))
      with ordinality as a("accountId", "postKind", "unitId", "from", "to", backup, position)
    join org.post_kind p on p.code = a."postKind" and p.retired_at is null
    join org.unit u on u.id = a."unitId" and (u.closed_on is null or u.closed_on > a."from")
    join org.unit_kind k on k.code = u.kind and k.role = any(p.unit_roles)
    order by a.position returning id`.execute(tx);
  if (rows.length !== appointments.length) throw new Problem('org.post-not-here');
  await announceAccounts(
    tx,
    appointments.map((a) => a.accountId),
  );
  return rows.map((r) => r.id);
}

/** Ends holdings on a date (exclusive); one that had not begun by then is removed. Returns the accounts. */
export async function endHoldings(tx: Tx, ids: readonly string[], on: string): Promise<readonly string[]> {
  const { rows } = await sql<{ account_id: string }>`
    with ended as (
      update org.holding set valid = daterange(lower(valid), ${on}::date)
      where id = any(${ids}::bigint[]) and lower(valid) < ${on}::date
        and (upper_inf(valid) or upper(valid) > ${on}::date) returning account_id
    ), removed as (
      delete from org.holding where id = any(${ids}::bigint[]) and lower(valid) >= ${on}::date returning account_id
    ) select account_id from ended union select account_id from removed`.execute(tx);
  const accounts = rows.map((r) => r.account_id);
  await announceAccounts(tx, accounts);
  return accounts;
}
