import type { Explanation } from '@lianfang/contract/explain';
import type { Permission } from '@lianfang/contract/permissions';
import { sql } from 'kysely';
import type { Actor, UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/problem.ts';
import { neededToGive } from '../org/index.ts';

/** Contacts shown at most. */
const CONTACTS = 5;

/** The decision itself, with the holdings it rests on. Pure; the same rule as the kernel's `admit`. */
export function decide(
  actor: Actor,
  permission: Permission,
  unit: UnitFacts | null,
): { reason: Explanation['reason']; holdingIds: readonly string[] } {
  const having = actor.holdings.filter((h) => h.permissions.has(permission));
  const here = unit ? having.filter((h) => unit.lineage.includes(h.unitId)) : having;
  const ids = (here.length > 0 ? here : having).map((h) => h.id);
  if (having.length === 0) return { reason: 'no-post', holdingIds: [] };
  if (here.length === 0) return { reason: 'elsewhere', holdingIds: ids };
  return { reason: actor.mustChangePassword ? 'password' : 'granted', holdingIds: ids };
}

/**
 * Explains to the reader. `asked` tells that a unit was named; `unit` is null when it lies outside the reader's lines
 * or does not exist, which must look the same.
 */
export async function explain(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  question: { asked: boolean; unit: UnitFacts | null },
  at: { today: string; lang: Lang },
): Promise<Explanation> {
  const { unit } = question;
  const decided = decide(actor, permission, unit);
  const outside = question.asked && !unit;
  const reason = outside && decided.reason === 'granted' ? 'elsewhere' : decided.reason;
  const name = sql`case ${at.lang}::text when 'en' then p.name_en else p.name_zh end`;
  const grants = await sql<{ postName: string; unitName: string }>`
    select ${name} as "postName", u.name as "unitName" from org.holding h
    join org.post_kind p on p.code = h.post_kind join org.unit u on u.id = h.unit_id
    where h.id = any(${[...decided.holdingIds]}::bigint[]) order by p.sort, h.id`.execute(tx);
  const posts = await sql<{ code: string; name: string }>`
    select p.code, ${name} as name from org.post_kind p where ${permission} = any(p.permissions)
    order by p.sort`.execute(tx);
  // Only people of the reader's own lines are named: the nearest who may appoint.
  const contacts = outside
    ? { rows: [] }
    : await sql<Explanation['contacts'][number]>`
    select a.name, ${name} as "postName", u.name as "unitName"
    from org.unit w join org.unit u on u.id = any(w.lineage) join org.holding h on h.unit_id = u.id
    join org.post_kind p on p.code = h.post_kind and p.permissions @> ${[...neededToGive(permission)]}::text[]
    join access.account a on a.id = h.account_id and a.disabled_at is null
    where w.id = any(${unit ? [unit.id] : actor.holdings.map((h) => h.unitId)}::bigint[]) and h.valid @> ${at.today}::date
      and a.id <> ${actor.accountId}
    group by a.id, a.name, p.code, u.id, u.name
    order by min(array_position(w.lineage, u.id)), p.sort, a.name limit ${CONTACTS}`.execute(tx);
  return {
    allowed: reason === 'granted',
    reason,
    ...(unit && { unitName: unit.name }),
    grants: grants.rows,
    posts: posts.rows,
    contacts: contacts.rows,
  };
}

/** Whether a unit lies on the lines of the actor's posts, above or below: then it may be named. Pure. */
export function knows(actor: Actor, unit: UnitFacts, own: readonly UnitFacts[]): boolean {
  return (
    actor.holdings.some((h) => unit.lineage.includes(h.unitId)) ||
    own.some((mine) => mine.lineage.includes(unit.id))
  );
}
