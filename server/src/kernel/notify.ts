import { randomUUID } from 'node:crypto';
import { Ok } from '@lianfang/contract/common';
import { Inbox, type NoticeView, ReadNotices } from '@lianfang/contract/notify';
import { sql } from 'kysely';
import Type from 'typebox';
import type { Notice } from './channel.ts';
import type { Tx } from './db.ts';
import { type AnyEndpoint, endpoint, type Services } from './endpoint.ts';
import { announce } from './events.ts';

const MAX_ATTEMPTS = 5;

/** Puts notices into the inboxes in the caller's transaction and queues them for the other channels. */
export async function notify(
  tx: Tx,
  services: Pick<Services, 'clock' | 'channels'>,
  notices: readonly Notice[],
): Promise<void> {
  if (notices.length === 0) return;
  const now = services.clock.now().toString();
  const rows = notices.flatMap((n) =>
    ['in-app', ...services.channels.map((c) => c.name)].map((channel) => ({
      ...n,
      id: randomUUID(),
      channel,
    })),
  );
  await sql`
    insert into kernel.notification (id, account_id, kind, params, link, created_at, channel, delivery, retry_at)
    select id, "accountId", kind, params, link, ${now}::timestamptz, channel,
      case channel when 'in-app' then 'delivered' else 'pending' end, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(id uuid, "accountId" text, kind text, params jsonb, link text, channel text)`.execute(tx);
  for (const accountId of new Set(notices.map((n) => n.accountId)))
    await announce(tx, { kind: 'notification', accountId });
}

/** Hands waiting notices to their channels; a failure is kept with its reason and tried again, later each time. */
export async function deliverNotices(services: Pick<Services, 'db' | 'clock' | 'channels'>): Promise<void> {
  const now = services.clock.now();
  for (const channel of services.channels) {
    const waiting = await services.db.tx(
      '*',
      async (tx) =>
        (
          await sql<Notice & { id: string; attempts: number }>`
          update kernel.notification set attempts = attempts + 1,
            retry_at = ${now.toString()}::timestamptz + interval '1 minute' * power(3, attempts)
          where id in (select id from kernel.notification where delivery = 'pending' and channel = ${channel.name}
            and retry_at <= ${now.toString()}::timestamptz order by retry_at limit 200 for update skip locked)
          returning id, account_id as "accountId", kind, params, link, attempts`.execute(tx)
        ).rows,
    );
    for (const notice of waiting) {
      const error = await channel.deliver(notice).then(
        () => null,
        (e: unknown) => (e instanceof Error ? e.message : String(e)),
      );
      const state = error === null ? 'delivered' : notice.attempts >= MAX_ATTEMPTS ? 'failed' : 'pending';
      await services.db.tx('*', (tx) =>
        sql`update kernel.notification set delivery = ${state}, delivery_error = ${error}
          where id = ${notice.id}`.execute(tx),
      );
    }
  }
}

export const noticeRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/notifications',
    id: 'listNotifications',
    summary: 'My inbox, newest first',
    tag: 'notifications',
    access: { kind: 'signed-in' },
    query: Type.Object({
      after: Type.Optional(Type.String({ format: 'uuid' })),
      unread: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: Inbox,
    handler: async ({ tx, actor, query }) => {
      const limit = query.limit ?? 50;
      const { rows } = await sql<NoticeView>`
        select n.id, n.kind, n.params, n.link, n.created_at as "createdAt", n.read_at as "readAt", coalesce((
          select jsonb_agg(jsonb_build_object('channel', o.channel, 'state', o.delivery, 'error', o.delivery_error))
          from kernel.notification o where o.account_id = n.account_id and o.channel <> 'in-app'
            and o.kind = n.kind and o.created_at = n.created_at and o.params = n.params), '[]') as deliveries
        from kernel.notification n
        where n.account_id = ${actor.accountId} and n.channel = 'in-app'
          ${query.unread ? sql`and n.read_at is null` : sql``}
          ${query.after ? sql`and (n.created_at, n.id) < (select created_at, id from kernel.notification where id = ${query.after})` : sql``}
        order by n.created_at desc, n.id desc limit ${limit + 1}`.execute(tx);
      const unread = await sql<{ n: number }>`
        select count(*)::int as n from kernel.notification
        where account_id = ${actor.accountId} and channel = 'in-app' and read_at is null`.execute(tx);
      const shown = rows.slice(0, limit);
      return {
        unread: unread.rows[0]!.n,
        rows: shown,
        ...(rows.length > limit && { next: shown.at(-1)!.id }),
      };
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/notifications/read',
    id: 'readNotifications',
    summary: 'Mark notices of mine as read',
    tag: 'notifications',
    access: { kind: 'signed-in' },
    body: ReadNotices,
    response: Ok,
    handler: async ({ tx, actor, body, services }) => {
      await sql`
        update kernel.notification set read_at = ${services.clock.now().toString()}::timestamptz
        where account_id = ${actor.accountId} and read_at is null
          ${body.ids ? sql`and id = any(${body.ids}::uuid[])` : sql``}`.execute(tx);
      await announce(tx, { kind: 'notification', accountId: actor.accountId });
      return { ok: true as const };
    },
  }),
];
