import Type, { type Static } from 'typebox';

/** Identifiers of units, people and posts travel as decimal strings (they are 64-bit in the database). */
export const Id = Type.String({ pattern: '^[1-9][0-9]{0,18}$', description: 'decimal 64-bit identifier' });
/** Client-made UUID version 7 of a record; sending it again changes nothing. */
export const Uuid = Type.String({ format: 'uuid' });
/** Local business date of the deployment, YYYY-MM-DD. */
export const LocalDate = Type.String({ format: 'date' });
/** RFC 3339 instant. */
export const Instant = Type.String({ format: 'date-time' });
/** Local clock time HH:MM. */
export const ClockTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** What the reader may do with a resource; the web never works rights out for itself. */
export const Abilities = Type.Record(Type.String(), Type.Boolean());

/** A page of rows by key: pass `next` back as `after`; absent = the end. */
export const page = <T extends Type.TSchema>(row: T) =>
  Type.Object({ rows: Type.Array(row), next: Type.Optional(Type.String()) });
export const PageQuery = Type.Object({
  after: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
});
export const Ok = Type.Object({ ok: Type.Literal(true) });
export type Ok = Static<typeof Ok>;
