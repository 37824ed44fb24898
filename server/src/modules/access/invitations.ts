import type { InvitationOffer, InvitationView } from '@lianfang/contract/invitation';
import { sql } from 'kysely';
import type { Actor, UnitFacts } from '../../kernel/actor.ts';
import { audit } from '../../kernel/audit.ts';
import type { Tx } from '../../kernel/db.ts';
import { type Lang, Problem } from '../../kernel/problem.ts';
import { hashSecret, newInvitationSecret } from './secrets.ts';

export interface NewInvitation {
  readonly unit: UnitFacts;
  readonly postKind: string;
  readonly backup: boolean;
  readonly expiresAt: string;
}

/** Issues an invitation; the secret is returned once. The caller has decided that the actor may give the post. */
export async function invite(
  tx: Tx,
  actor: Actor,
  { unit, postKind, backup, expiresAt }: NewInvitation,
): Promise<{ id: string; secret: string }> {
  const secret = newInvitationSecret();
  const { rows } = await sql<{ id: string }>`
    insert into access.invitation (hash, area_id, unit_id, lineage, post_kind, backup, expires_at, invited_by)
    values (${hashSecret(secret)}, ${unit.areaId}, ${unit.id}, ${[...unit.lineage]}::bigint[], ${postKind}, ${backup},
      ${expiresAt}::timestamptz, ${actor.accountId}) returning id`.execute(tx);
  const id = rows[0]!.id;
  await audit(tx, unit.areaId, [
    {
      actor: actor.accountId,
      verb: 'invitation.issue',
      object: `invitation:${id}`,
      unitId: unit.id,
      detail: { postKind, backup, expiresAt },
    },
  ]);
  return { id, secret };
}

/** Invitations for posts in a unit's subtree, newest first. */
export async function readInvitations(
  tx: Tx,
  unitId: string,
  now: string,
  lang: Lang,
): Promise<InvitationView[]> {
  const { rows } = await sql<InvitationView>`
    select i.id, i.unit_id as "unitId", u.name as "unitName",
      case ${lang}::text when 'en' then p.name_en else p.name_zh end as "postName", i.created_at as "createdAt",
      i.expires_at as "expiresAt", a.name as "acceptedByName",
      case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
        when i.expires_at <= ${now}::timestamptz then 'expired' else 'open' end as state
    from access.invitation i join org.unit u on u.id = i.unit_id join org.post_kind p on p.code = i.post_kind
    left join access.account a on a.id = i.accepted_by
    where i.lineage && array[${unitId}::bigint] order by i.created_at desc, i.id desc limit 500`.execute(tx);
  return rows;
}

/** Takes back an open invitation. @throws Problem kernel.not-found */
export async function revokeInvitation(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { rows } = await sql<{ area_id: string; unit_id: string }>`
    update access.invitation set revoked_at = now()
    where id = ${id} and accepted_at is null and revoked_at is null returning area_id, unit_id`.execute(tx);
  const row = rows[0];
  if (!row) throw new Problem('kernel.not-found');
  await audit(tx, row.area_id, [
    { actor: actor.accountId, verb: 'invitation.revoke', object: `invitation:${id}`, unitId: row.unit_id },
  ]);
}

/** What the secret offers. @throws Problem access.invitation-over */
export async function readOffer(tx: Tx, secret: string, now: string, lang: Lang): Promise<InvitationOffer> {
  const { rows } = await sql<InvitationOffer>`
    select u.name as "unitName", s.name as "aboveName", i.backup, i.expires_at as "expiresAt",
      case ${lang}::text when 'en' then p.name_en else p.name_zh end as "postName"
    from access.invitation i join org.unit u on u.id = i.unit_id join org.post_kind p on p.code = i.post_kind
    left join org.unit s on s.id = u.school_id and s.id <> u.id
    where i.hash = ${hashSecret(secret)} and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > ${now}::timestamptz`.execute(tx);
  if (!rows[0]) throw new Problem('access.invitation-over');
  return rows[0];
}

/** What a used invitation gave. */
export interface TakenInvitation {
  readonly id: string;
  readonly areaId: string;
  readonly unitId: string;
  readonly postKind: string;
  readonly backup: boolean;
}

/** Uses up an open invitation, once even when two ask together. @throws Problem access.invitation-over */
export async function takeInvitation(tx: Tx, secret: string, now: string): Promise<TakenInvitation> {
  const { rows } = await sql<TakenInvitation>`
    update access.invitation set accepted_at = ${now}::timestamptz
    where hash = ${hashSecret(secret)} and accepted_at is null and revoked_at is null
      and expires_at > ${now}::timestamptz
    returning id, area_id as "areaId", unit_id as "unitId", post_kind as "postKind", backup`.execute(tx);
  if (!rows[0]) throw new Problem('access.invitation-over');
  return rows[0];
}

/** Names who used it, and audits the appointment in that person's name. */
export async function noteTaken(tx: Tx, taken: TakenInvitation, accountId: string): Promise<void> {
  await sql`update access.invitation set accepted_by = ${accountId} where id = ${taken.id}`.execute(tx);
  await audit(tx, taken.areaId, [
    {
      actor: accountId,
      verb: 'invitation.accept',
      object: `invitation:${taken.id}`,
      unitId: taken.unitId,
      detail: { postKind: taken.postKind, backup: taken.backup },
    },
  ]);
}
