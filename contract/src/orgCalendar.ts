import Type, { type Static } from 'typebox';
import { ArrangementInput } from './arrangement.ts';
import { Id, LocalDate } from './common.ts';
import { UnitLink } from './org.ts';

export const CalendarKind = Type.Union([Type.Literal('school'), Type.Literal('work'), Type.Literal('daily')]);
export type CalendarKind = Static<typeof CalendarKind>;
const Own = Type.Union([Type.Literal('school'), Type.Literal('work')]);

export const CalendarDay = Type.Object({
  date: LocalDate,
  open: Type.Boolean(),
  why: Type.Enum(['workday', 'weekend', 'holiday', 'make-up', 'own', 'vacation']),
  /** Name of the statutory holiday, or of the one a make-up day belongs to. */
  holiday: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() })),
  /** Set by a unit: this one or one above. */
  own: Type.Optional(Type.Object({ unit: UnitLink, reason: Type.String(), here: Type.Boolean() })),
  term: Type.Optional(Type.String()),
  /** The year's make-up days are not published yet. */
  provisional: Type.Boolean(),
});
export type CalendarDay = Static<typeof CalendarDay>;

export const TermView = Type.Object({
  id: Id,
  name: Type.String(),
  /** First and last day, inclusive. */
  first: LocalDate,
  last: LocalDate,
  unit: UnitLink,
  here: Type.Boolean(),
  /** Decides for this unit: no nearer unit has terms in that school year. */
  inForce: Type.Boolean(),
});
export type TermView = Static<typeof TermView>;

/** `GET /api/units/:unit/calendar?month=2026-11&kind=school`. */
export const CalendarMonth = Type.Object({
  month: Type.String(),
  kind: CalendarKind,
  today: LocalDate,
  days: Type.Array(CalendarDay),
  openDays: Type.Integer(),
  terms: Type.Array(TermView),
  /** The school (work) day before and after today. */
  previous: Type.Union([LocalDate, Type.Null()]),
  next: Type.Union([LocalDate, Type.Null()]),
  /** What was entered for the year; absent where the release knows the year, or nobody knows it yet. */
  arrangement: Type.Optional(ArrangementInput),
  can: Type.Object({ manage: Type.Boolean(), arrange: Type.Boolean() }),
});
export type CalendarMonth = Static<typeof CalendarMonth>;
export const CalendarQuery = Type.Object({
  month: Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' }),
  kind: Type.Optional(CalendarKind),
});

/** `PUT /api/units/:unit/calendar/days`: sets days of today or later; `inherit` takes the unit's own days away. */
export const CalendarDaysInput = Type.Object(
  {
    calendars: Type.Array(Own, { minItems: 1, maxItems: 2 }),
    dates: Type.Array(LocalDate, { minItems: 1, maxItems: 200 }),
    set: Type.Enum(['open', 'closed', 'inherit']),
    reason: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type CalendarDaysInput = Static<typeof CalendarDaysInput>;

/** `POST /api/units/:unit/terms` and `PUT …/terms/:term`. */
export const TermInput = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), first: LocalDate, last: LocalDate },
  { additionalProperties: false },
);
export type TermInput = Static<typeof TermInput>;
