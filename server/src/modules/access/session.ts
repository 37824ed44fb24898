import type { HoldingView, SessionView } from '@lianfang/contract/access';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Services } from '../../kernel/endpoint.ts';
import type { Lang } from '../../kernel/problem.ts';

interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly personId: string | null;
  readonly twoFactor: boolean;
  readonly locale: SessionView['locale'];
  readonly demo: boolean;
}
interface PlaceRow {
  readonly id: string;
  readonly postName: string;
  readonly unitName: string;
  readonly unitKind: string;
  readonly unitRole: string;
}

/** Who is signed in and what their posts give, with names. */
export async function readSession(
  tx: Tx,
  actor: Actor,
  services: Services,
  lang: Lang,
): Promise<SessionView> {
  const account = await sql<AccountRow>`
    select id, username, name, person_id as "personId", two_factor_enabled as "twoFactor", locale,
      exists(select from kernel.setting where key = 'demo') as demo
    from access.account where id = ${actor.accountId}`.execute(tx);
  const places = await sql<PlaceRow>`
    select h.id, case ${lang}::text when 'en' then p.name_en else p.name_zh end as "postName", u.name as "unitName",
      u.kind as "unitKind", k.role as "unitRole"
    from org.holding h join org.post_kind p on p.code = h.post_kind join org.unit u on u.id = h.unit_id
    join org.unit_kind k on k.code = u.kind
    where h.id = any(${actor.holdings.map((h) => h.id)}::bigint[])`.execute(tx);
  const place = new Map(places.rows.map((row) => [row.id, row]));
  const { locale, demo, ...who } = account.rows[0]!;
  return {
    account: who,
    holdings: actor.holdings.flatMap((h): HoldingView[] => {
      const found = place.get(h.id);
      return found
        ? [
            {
              ...found,
              postKind: h.postKind,
              unitId: h.unitId,
              permissions: [...h.permissions],
              backup: h.backup,
            },
          ]
        : [];
    }),
    permissions: [...new Set(actor.holdings.flatMap((h) => [...h.permissions]))],
    mustChangePassword: actor.mustChangePassword,
    demo,
    locale,
    today: dateOf(services.clock).toString(),
    zone: services.clock.zone,
  };
}

export async function setLocale(
  tx: Tx,
  accountId: string,
  locale: NonNullable<SessionView['locale']>,
): Promise<void> {
  await sql`update access.account set locale = ${locale} where id = ${accountId}`.execute(tx);
}
