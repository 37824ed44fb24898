import Type, { type Static } from 'typebox';
import { Instant, Uuid } from './common.ts';

/** One message in the inbox. The web makes its text from `kind` and `params` (locale `notice:<kind>`). */
export const NoticeView = Type.Object({
  id: Uuid,
  kind: Type.String(),
  params: Type.Record(Type.String(), Type.Unknown()),
  link: Type.Union([Type.String(), Type.Null()]),
  createdAt: Instant,
  readAt: Type.Union([Instant, Type.Null()]),
  /** How it went by other channels than the inbox. */
  deliveries: Type.Array(
    Type.Object({
      channel: Type.String(),
      state: Type.Union([Type.Literal('pending'), Type.Literal('delivered'), Type.Literal('failed')]),
      error: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type NoticeView = Static<typeof NoticeView>;

export const Inbox = Type.Object({
  unread: Type.Integer(),
  rows: Type.Array(NoticeView),
  next: Type.Optional(Type.String()),
});
export type Inbox = Static<typeof Inbox>;

export const ReadNotices = Type.Object({
  /** Absent = all. */
  ids: Type.Optional(Type.Array(Uuid, { maxItems: 500 })),
});
export type ReadNotices = Static<typeof ReadNotices>;
