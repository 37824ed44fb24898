import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate } from './common.ts';

export const Locale = Type.Enum(['zh-CN', 'zh-TW', 'en']);
export const LocaleChoice = Type.Object({ locale: Locale });

/** A post held today, as the screens show it. */
export const HoldingView = Type.Object({
  id: Id,
  postKind: Type.String(),
  postName: Type.String(),
  unitId: Id,
  unitName: Type.String(),
  unitKind: Type.String(),
  /** What the engine does with a unit of this kind: region, territory, institution, division or group. */
  unitRole: Type.String(),
  permissions: Type.Array(Type.String()),
  backup: Type.Boolean(),
});
export type HoldingView = Static<typeof HoldingView>;

/** `GET /api/session`: who is signed in, which posts they hold and what those allow. */
export const SessionView = Type.Object({
  account: Type.Object({
    id: Type.String(),
    username: Type.String(),
    name: Type.String(),
    personId: Type.Union([Id, Type.Null()]),
    twoFactor: Type.Boolean(),
  }),
  holdings: Type.Array(HoldingView),
  /** Union over the holdings: for showing menus; each request is decided again by the server. */
  permissions: Type.Array(Type.String()),
  mustChangePassword: Type.Boolean(),
  demo: Type.Boolean(),
  /** Language chosen by the account, or null: that of the browser. */
  locale: Type.Union([Locale, Type.Null()]),
  /** Business date and IANA zone of the deployment. */
  today: LocalDate,
  zone: Type.String(),
});
export type SessionView = Static<typeof SessionView>;

export const Username = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$',
  description: 'upper and lower case are the same',
});
/** Length is checked by policy, so that the answer can say what is wrong with it. */
const Password = Type.String({ minLength: 1, maxLength: 256 });

export const SignIn = Type.Object({ username: Type.String({ maxLength: 60 }), password: Password });
/** `two-factor`: send the code to `POST /api/session/two-factor` within 10 minutes, with the cookie just set. */
export const SignInAnswer = Type.Object({
  state: Type.Union([Type.Literal('signed-in'), Type.Literal('two-factor')]),
});
export type SignInAnswer = Static<typeof SignInAnswer>;

export const SecondFactor = Type.Object({
  method: Type.Union([Type.Literal('totp'), Type.Literal('recovery')]),
  code: Type.String({ minLength: 4, maxLength: 40 }),
});

export const ChangePassword = Type.Object({
  current: Password,
  next: Password,
  revokeTokens: Type.Optional(
    Type.Boolean({ default: false, description: 'true: personal API tokens made so far end too' }),
  ),
});

export const DeviceSession = Type.Object({
  id: Type.String(),
  current: Type.Boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  address: Type.Union([Type.String(), Type.Null()]),
  agent: Type.Union([Type.String(), Type.Null()]),
});
export type DeviceSession = Static<typeof DeviceSession>;
