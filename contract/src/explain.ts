import Type, { type Static } from 'typebox';
import { Id, Instant } from './common.ts';
import { permissions } from './permissions.ts';

export const ExplainQuery = Type.Object({
  permission: Type.Enum([...permissions]),
  unit: Type.Optional(Id),
});

/** Why the reader can, or cannot, do something at a unit. */
export const Explanation = Type.Object({
  allowed: Type.Boolean(),
  /**
   * granted · no-post (no post held gives it) · elsewhere (a post gives it, for other units) · password (a
   * handed-out password must be changed first)
   */
  reason: Type.Enum(['granted', 'no-post', 'elsewhere', 'password']),
  /** Absent when no unit was asked about, or the one asked about lies outside the reader's lines. */
  unitName: Type.Optional(Type.String()),
  /** Posts held that give it: here when allowed, else elsewhere. */
  grants: Type.Array(Type.Object({ postName: Type.String(), unitName: Type.String() })),
  /** Posts that would give it. */
  posts: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  /** Who may give such a post, nearest first. */
  contacts: Type.Array(
    Type.Object({ name: Type.String(), postName: Type.String(), unitName: Type.String() }),
  ),
});
export type Explanation = Static<typeof Explanation>;

export const AuditView = Type.Object({
  /** Whose chain it stands in ('0': the platform's own), and at which place. */
  areaId: Type.String(),
  areaName: Type.Union([Type.String(), Type.Null()]),
  seq: Type.String(),
  at: Instant,
  /** Name of the account; 'system' or 'cli:<user>' as they are. */
  actorName: Type.String(),
  postName: Type.Union([Type.String(), Type.Null()]),
  verb: Type.String(),
  object: Type.String(),
  unitId: Type.Union([Id, Type.Null()]),
  unitName: Type.Union([Type.String(), Type.Null()]),
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type AuditView = Static<typeof AuditView>;

export const AuditQuery = Type.Object({
  unit: Id,
  verb: Type.Optional(Type.String({ maxLength: 60 })),
  after: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,16}\\.[0-9]{1,18}\\.[0-9]{1,18}$',
      description: '`next` of the page before',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
});
