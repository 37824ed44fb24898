import Type, { type Static } from 'typebox';
import { Username } from './access.ts';
import { Id, Instant, Uuid } from './common.ts';

/** One invitation = one person, one post, one unit, one use. */
export const InvitationRequest = Type.Object({
  /** Many units at once: all classes of a school on one print-out. */
  unitIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  postKind: Type.String({ maxLength: 60 }),
  backup: Type.Optional(Type.Boolean()),
  days: Type.Integer({ minimum: 1, maximum: 60 }),
});

export const IssuedInvitation = Type.Object({
  id: Uuid,
  unitId: Id,
  unitName: Type.String(),
  /** The institution above, where the unit is not one itself. */
  aboveName: Type.Union([Type.String(), Type.Null()]),
  postName: Type.String(),
  expiresAt: Instant,
  url: Type.String({ description: 'carries the secret after the #; shown this once' }),
  qr: Type.String({ description: 'the address as SVG' }),
});
export type IssuedInvitation = Static<typeof IssuedInvitation>;

export const InvitationView = Type.Object({
  id: Uuid,
  unitId: Id,
  unitName: Type.String(),
  postName: Type.String(),
  createdAt: Instant,
  expiresAt: Instant,
  state: Type.Enum(['open', 'accepted', 'expired', 'revoked']),
  acceptedByName: Type.Union([Type.String(), Type.Null()]),
});
export type InvitationView = Static<typeof InvitationView>;

/** A post that may be given at a unit. */
export const PostChoice = Type.Object({ code: Type.String(), name: Type.String() });
export type PostChoice = Static<typeof PostChoice>;

export const InvitationSecret = Type.Object({ secret: Type.String({ minLength: 40, maxLength: 60 }) });
export const InvitationOffer = Type.Object({
  unitName: Type.String(),
  aboveName: Type.Union([Type.String(), Type.Null()]),
  postName: Type.String(),
  backup: Type.Boolean(),
  expiresAt: Instant,
});
export type InvitationOffer = Static<typeof InvitationOffer>;

export const InvitationAcceptance = Type.Object({
  secret: InvitationSecret.properties.secret,
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  username: Username,
  password: Type.String({ minLength: 1, maxLength: 256 }),
});
