import Type, { type Static } from 'typebox';

/**
 * First run. `npm start` prints a one-time link `<address>/setup#token=<token>`: the token is after the `#`, so that
 * it reaches neither logs nor referrers; the page sends it in the body. It ends when the platform has an
 * administrator or the demo county.
 */
export const SetupToken = Type.String({ minLength: 20, maxLength: 100 });

export const SetupState = Type.Object({
  needed: Type.Boolean({ description: 'true until there is an administrator or the demo county' }),
  demo: Type.Union([Type.Literal('none'), Type.Literal('loading'), Type.Literal('loaded')]),
});
export type SetupState = Static<typeof SetupState>;

/** Kinds of unit that may stand at the top of a deployment. */
export const TopUnitKind = Type.Enum([
  'province',
  'city',
  'county',
  'school',
  'kindergarten',
  'college',
  'institute',
  'enterprise',
  'organ',
]);

export const SetupAdministrator = Type.Object({
  token: SetupToken,
  username: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$' }),
  password: Type.String({ minLength: 10, maxLength: 128 }),
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  unit: Type.Object({
    kind: TopUnitKind,
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    code: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$', description: 'national or organisation code' }),
  }),
});
export type SetupAdministrator = Static<typeof SetupAdministrator>;

export const SetupDemo = Type.Object({ token: SetupToken });

/** Steps of loading the demo county, in order. */
export const demoSteps = ['units', 'people', 'accounts', 'checks', 'figures', 'audit', 'finish'] as const;
export type DemoStep = (typeof demoSteps)[number];

export const SetupProgress = Type.Object({
  state: Type.Union([
    Type.Literal('idle'),
    Type.Literal('loading'),
    Type.Literal('done'),
    Type.Literal('failed'),
  ]),
  step: Type.Optional(Type.Enum([...demoSteps])),
  fraction: Type.Number({ minimum: 0, maximum: 1, description: 'of the whole loading' }),
});
export type SetupProgress = Static<typeof SetupProgress>;

/** A demo account as the login page offers it. */
export const DemoAccount = Type.Object({
  username: Type.String(),
  name: Type.String(),
  postKind: Type.String({ description: 'code of org.post_kind' }),
  postZh: Type.String(),
  postEn: Type.String(),
  unitName: Type.String(),
});
export type DemoAccount = Static<typeof DemoAccount>;

/** Only in demo mode; elsewhere the list is empty and there is no password. */
export const DemoAccounts = Type.Object({
  password: Type.Optional(Type.String()),
  accounts: Type.Array(DemoAccount),
});
export type DemoAccounts = Static<typeof DemoAccounts>;
