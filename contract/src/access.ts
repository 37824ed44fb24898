import Type, { type Static } from 'typebox';
import { Id, LocalDate } from './common.ts';

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
  locale: Type.Union([Type.Literal('zh-CN'), Type.Literal('zh-TW'), Type.Literal('en'), Type.Null()]),
  /** Business date and IANA zone of the deployment. */
  today: LocalDate,
  zone: Type.String(),
});
export type SessionView = Static<typeof SessionView>;
