import Type, { type Static } from 'typebox';
import { Id, LocalDate } from './common.ts';

export const PostKind = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  permissions: Type.Array(Type.String()),
});

export const Holder = Type.Object({
  id: Id,
  accountId: Type.String(),
  name: Type.String(),
  from: LocalDate,
  /** Exclusive; null = until ended. */
  to: Type.Union([LocalDate, Type.Null()]),
  backup: Type.Boolean(),
  /** Whether it is held on the date asked about. */
  current: Type.Boolean(),
});
export type Holder = Static<typeof Holder>;

/** `GET /api/units/:unit/posts`: the posts that may be held here, with holders of today and planned ones. */
export const UnitPosts = Type.Object({
  posts: Type.Array(
    Type.Object({
      kind: PostKind,
      holders: Type.Array(Holder),
      can: Type.Object({ appoint: Type.Boolean() }),
    }),
  ),
  can: Type.Object({ manage: Type.Boolean() }),
});
export type UnitPosts = Static<typeof UnitPosts>;
export const PostsQuery = Type.Object({
  /** Also holders whose time is over. */
  past: Type.Optional(Type.Boolean({ default: false })),
});

/** `POST /api/units/:unit/posts`. */
export const AppointmentInput = Type.Object(
  {
    accountId: Type.String({ minLength: 1, maxLength: 64 }),
    postKind: Type.String(),
    from: LocalDate,
    to: Type.Optional(LocalDate),
    backup: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type AppointmentInput = Static<typeof AppointmentInput>;
/** `POST /api/units/:unit/posts/:holding/end`: not held from this date on. */
export const EndInput = Type.Object({ on: LocalDate }, { additionalProperties: false });
