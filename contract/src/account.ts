import Type, { type Static } from 'typebox';
import { Username } from './access.ts';
import { Id, Instant, LocalDate } from './common.ts';

/** What the holder of an account does for themselves: second factor and personal tokens. */

export const OwnPassword = Type.Object({ password: Type.String({ minLength: 1, maxLength: 256 }) });

export const TotpSetup = Type.Object({
  /** otpauth:// address, for authenticators on the same device. */
  uri: Type.String(),
  secret: Type.String({ description: 'base32, to be typed where the code cannot be scanned' }),
  qr: Type.String({ description: 'the address as SVG' }),
  recoveryCodes: Type.Array(Type.String()),
});
export type TotpSetup = Static<typeof TotpSetup>;

export const TotpCode = Type.Object({
  code: Type.String({ pattern: '^ *[0-9]{3} ?[0-9]{3} *$', examples: ['123 456'] }),
});
export const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) });

export const TokenView = Type.Object({
  id: Id,
  name: Type.String(),
  /** Its last four characters, to tell tokens apart. */
  hint: Type.String(),
  /** null = everything the account may do. */
  permissions: Type.Union([Type.Array(Type.String()), Type.Null()]),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedOn: Type.Union([LocalDate, Type.Null()]),
});
export type TokenView = Static<typeof TokenView>;

export const NewTokenRequest = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  days: Type.Integer({ minimum: 1, maximum: 365 }),
  permissions: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true })),
});
export const NewTokenAnswer = Type.Object({
  id: Id,
  secret: Type.String({ description: 'shown this once' }),
});

/** Accounts as those who look after them see them. */
export const AccountView = Type.Object({
  id: Type.String(),
  username: Type.String(),
  name: Type.String(),
  posts: Type.Array(Type.Object({ postName: Type.String(), unitId: Id, unitName: Type.String() })),
  twoFactor: Type.Boolean(),
  mustChangePassword: Type.Boolean(),
  disabled: Type.Boolean(),
  locked: Type.Boolean(),
  lastSeenAt: Type.Union([Instant, Type.Null()]),
  /** Whether the reader may reset, disable or enable it: all its posts lie in the reader's care. */
  manageable: Type.Boolean(),
});
export type AccountView = Static<typeof AccountView>;

export const NewAccountRequest = Type.Object({
  unitId: Id,
  postKind: Type.String({ maxLength: 60 }),
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  username: Username,
  backup: Type.Optional(Type.Boolean()),
});
export const HandedOutPassword = Type.Object({
  accountId: Type.String(),
  username: Type.String(),
  password: Type.String({ description: 'shown this once; must be changed at sign-in' }),
});
export type HandedOutPassword = Static<typeof HandedOutPassword>;
