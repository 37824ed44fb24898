import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate } from './common.ts';
import { GroupStatus, SchoolLine } from './reporting.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/**
 * Counts over a set of institutions on a date and slot. Groups: expected = data + zero + late + missing + pending;
 * institutions: `schools` owe a report, `submitted` of them sent one. Pupils and staff: as their groups reported.
 */
export const Figures = Type.Object({
  schools: Type.Integer(),
  submitted: Type.Integer(),
  submittedLate: Type.Integer(),
  expected: Type.Integer(),
  data: Type.Integer(),
  zero: Type.Integer(),
  late: Type.Integer(),
  missing: Type.Integer(),
  pending: Type.Integer(),
  exempt: Type.Integer(),
  enrolled: Type.Integer(),
  absentIll: Type.Integer(),
  absentOther: Type.Integer(),
  presentIll: Type.Integer(),
});
export type Figures = Static<typeof Figures>;

/** One day of a trend; `figures` null = nothing was due or known: a gap, never a zero. */
export const TrendDay = Type.Object({
  date: LocalDate,
  /** Statutory kind of the day and the unit's own calendar: shaded where closed. */
  open: Type.Boolean(),
  figures: orNull(Figures),
});
export type TrendDay = Static<typeof TrendDay>;

const SlotPart = Type.Object({ nameZh: Type.String(), nameEn: Type.String(), dueAt: Instant });
export const BoardSlot = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  dueAt: Instant,
  schoolDueAt: Instant,
  /** What the kinds of unit below call it and by when each owes it: the check of classes, the temperatures of offices. */
  parts: Type.Array(SlotPart),
});
export type BoardSlot = Static<typeof BoardSlot>;

const head = {
  unitId: Id,
  unitName: Type.String(),
  unitKind: Type.String(),
  date: LocalDate,
  slot: Type.String(),
  /** Slots due on the date somewhere below the unit, in order of the day. Empty: nothing is due. */
  slots: Type.Array(BoardSlot),
  asOf: Instant,
};

export const ChildRow = Type.Object({
  unitId: Id,
  name: Type.String(),
  kind: Type.String(),
  figures: Figures,
  /** People ill (absent ill + present ill) on each day of `days`; null = gap. */
  series: Type.Array(orNull(Type.Integer())),
});
export type ChildRow = Static<typeof ChildRow>;

export const RegionBoard = Type.Object({
  ...head,
  now: Figures,
  /** The previous open day and the same weekday a week before; null when nothing was due then. */
  before: Type.Object({ date: orNull(LocalDate), figures: orNull(Figures) }),
  lastWeek: Type.Object({ date: LocalDate, figures: orNull(Figures) }),
  trend: Type.Array(TrendDay),
  children: Type.Array(ChildRow),
});
export type RegionBoard = Static<typeof RegionBoard>;

export const MissingRow = Type.Object({
  schoolId: Id,
  schoolName: Type.String(),
  kind: Type.String(),
  /** Units between the one asked for and the institution. */
  path: Type.String(),
  missing: Type.Integer(),
  pending: Type.Integer(),
  expected: Type.Integer(),
  /** Earliest deadline that is not met. */
  dueAt: Instant,
  schoolDueAt: Instant,
  submitted: Type.Boolean(),
  /** Who answers for the institution. */
  contacts: Type.Array(Type.Object({ name: Type.String(), post: Type.String(), backup: Type.Boolean() })),
  /** The institution's own telephone, if it is kept. */
  phone: orNull(Type.String()),
  remindedAt: orNull(Instant),
});
export type MissingRow = Static<typeof MissingRow>;
export const MissingPage = Type.Object({
  asOf: Instant,
  total: Type.Integer(),
  rows: Type.Array(MissingRow),
  next: Type.Optional(Type.String()),
});
export type MissingPage = Static<typeof MissingPage>;

export const SymptomTotal = Type.Object({
  symptom: Type.String(),
  count: Type.Integer(),
  before: orNull(Type.Integer()),
  lastWeek: orNull(Type.Integer()),
  series: Type.Array(orNull(Type.Integer())),
});
export const SymptomSchool = Type.Object({
  schoolId: Id,
  schoolName: Type.String(),
  enrolled: Type.Integer(),
  count: Type.Integer(),
  before: orNull(Type.Integer()),
  lastWeek: orNull(Type.Integer()),
  series: Type.Array(orNull(Type.Integer())),
});
export type SymptomSchool = Static<typeof SymptomSchool>;
export const SymptomBoard = Type.Object({
  asOf: Instant,
  days: Type.Array(Type.Object({ date: LocalDate, open: Type.Boolean() })),
  totals: Type.Array(SymptomTotal),
  schools: Type.Array(SymptomSchool),
});
export type SymptomBoard = Static<typeof SymptomBoard>;

/** A group as a tile: its state, and its figures where it has reported. */
export const Tile = Type.Object({
  ...GroupStatus.properties,
  figures: orNull(
    Type.Object({
      enrolled: Type.Integer(),
      absentIll: Type.Integer(),
      absentOther: Type.Integer(),
      late: Type.Integer(),
      presentIll: Type.Integer(),
    }),
  ),
});
export type Tile = Static<typeof Tile>;
export const SchoolBoard = Type.Object({
  ...head,
  now: Figures,
  before: Type.Object({ date: orNull(LocalDate), figures: orNull(Figures) }),
  lastWeek: Type.Object({ date: LocalDate, figures: orNull(Figures) }),
  trend: Type.Array(TrendDay),
  tiles: Type.Array(Tile),
  /** What the school owes upward today, slot by slot. */
  lines: Type.Array(SchoolLine),
});
export type SchoolBoard = Static<typeof SchoolBoard>;

export const AbsentRow = Type.Object({
  personId: orNull(Id),
  name: orNull(Type.String()),
  unitId: Id,
  unitName: Type.String(),
  kind: Type.Enum(['absent_ill', 'present_ill']),
  symptoms: Type.Array(Type.String()),
  temperature: orNull(Type.Number()),
  sawDoctor: orNull(Type.Boolean()),
  diagnosis: orNull(Type.String()),
  onsetOn: orNull(LocalDate),
});
export type AbsentRow = Static<typeof AbsentRow>;
export const AbsentList = Type.Object({ asOf: Instant, rows: Type.Array(AbsentRow) });
export type AbsentList = Static<typeof AbsentList>;
