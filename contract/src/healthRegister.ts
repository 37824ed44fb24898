import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate } from './common.ts';

/** check: 晨午检记录表 · absence: 因病缺课登记(追踪)表 · daily: 日汇总表 */
export const registerKinds = ['check', 'absence', 'daily'] as const;
export type RegisterKind = (typeof registerKinds)[number];
export const registerFormats = ['json', 'xlsx', 'csv'] as const;
export type RegisterFormat = (typeof registerFormats)[number];

export const RegisterColumn = Type.Object({
  key: Type.String(),
  /** As the form prints it, in the official language. */
  title: Type.String(),
  /** Characters. */
  width: Type.Number(),
  numeric: Type.Boolean(),
  /** Percent with one decimal; the value is a ratio. */
  percent: Type.Optional(Type.Boolean()),
});
export type RegisterColumn = Static<typeof RegisterColumn>;

export const RegisterContacts = Type.Enum(['masked', 'full']);

export const RegisterCell = Type.Union([Type.String(), Type.Number(), Type.Null()]);

/** A formal register: what the screen, the print view, Excel and CSV show alike. */
export const Register = Type.Object({
  register: Type.Enum([...registerKinds]),
  title: Type.String(),
  unit: Type.Object({ id: Id, name: Type.String() }),
  from: LocalDate,
  to: LocalDate,
  madeAt: Instant,
  /** Names are shown in full only to those who may see the checks themselves. */
  named: Type.Boolean(),
  /** masked: phones show their last four digits. full: whole numbers, as asked for; the look is logged. */
  contacts: RegisterContacts,
  /** Whether this reader may ask for full contact numbers of this register. */
  mayReveal: Type.Boolean(),
  columns: Type.Array(RegisterColumn),
  rows: Type.Array(Type.Record(Type.String(), RegisterCell)),
  signatures: Type.Array(Type.String()),
});
export type Register = Static<typeof Register>;

export const RegisterQuery = Type.Object({
  unit: Id,
  from: LocalDate,
  to: LocalDate,
  format: Type.Optional(Type.Enum([...registerFormats])),
  /** full needs a post with person.contact; masked by default. */
  contacts: Type.Optional(RegisterContacts),
});
