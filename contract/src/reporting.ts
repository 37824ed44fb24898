import Type, { type Static } from 'typebox';
import { ClockTime, Id, Instant, LocalDate, Uuid } from './common.ts';

const closed = { additionalProperties: false };
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const SlotCode = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,31}$',
  description: 'morning, noon, evening, daily …',
});
/** pending: before the deadline. The other five are the states of complaint 3: none stands for another. */
export const groupStates = ['data', 'zero', 'late', 'missing', 'exempt', 'pending'] as const;
export const GroupState = Type.Enum([...groupStates]);
export type GroupState = (typeof groupStates)[number];
export const CalendarKind = Type.Enum(['school', 'work', 'daily']);

/** A clock deadline for one kind of unit; times are local to the deployment. */
export const SlotView = Type.Object({
  code: SlotCode,
  subjectKind: Type.String(),
  /** Whether groups owe it, or institutions themselves. */
  subjectRole: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  opensAt: ClockTime,
  dueAt: ClockTime,
  schoolDueAt: ClockTime,
  calendar: CalendarKind,
  enabled: Type.Boolean(),
  /** Whose rule it is: null = came with the platform. */
  unitId: orNull(Id),
  unitName: orNull(Type.String()),
  from: LocalDate,
  source: Type.String(),
});
export type SlotView = Static<typeof SlotView>;
/** A change of slots that has been decided and has not begun; without rows the rule of the unit above counts again. */
export const SlotChange = Type.Object({
  code: SlotCode,
  from: LocalDate,
  /** Whose rule changes: null = the platform's. */
  unitId: orNull(Id),
  unitName: orNull(Type.String()),
  rows: Type.Array(SlotView),
});
export type SlotChange = Static<typeof SlotChange>;
export const SlotList = Type.Object({
  zone: Type.String(),
  rows: Type.Array(SlotView),
  /** Later changes of this unit's rules and of those above, the nearest day first. */
  coming: Type.Array(SlotChange),
});
export type SlotList = Static<typeof SlotList>;

/** Replaces the whole set of a code for a unit from a date on. An empty list: the rule above counts again. */
export const SlotOverride = Type.Object(
  {
    from: LocalDate,
    source: Type.String({ minLength: 2, maxLength: 300, description: 'who decided it, where it is written' }),
    rows: Type.Array(
      Type.Object(
        {
          subjectKind: Type.String({ maxLength: 40 }),
          nameZh: Type.String({ minLength: 1, maxLength: 40 }),
          nameEn: Type.String({ minLength: 1, maxLength: 60 }),
          opensAt: ClockTime,
          dueAt: ClockTime,
          schoolDueAt: ClockTime,
          calendar: CalendarKind,
          enabled: Type.Boolean(),
        },
        closed,
      ),
      { maxItems: 30 },
    ),
  },
  closed,
);
export type SlotOverride = Static<typeof SlotOverride>;

/** Why nothing is owed: the day is closed here, or an exemption; with the reason given. */
export const GroupExempt = Type.Object({
  kind: Type.Enum(['closed', 'exemption']),
  reason: orNull(Type.String()),
});

/** One group with what became of its duty. */
export const GroupStatus = Type.Object({
  unitId: Id,
  name: Type.String(),
  path: Type.String({ description: 'names between the institution and the group' }),
  kind: Type.String(),
  schoolId: Id,
  schoolName: Type.String(),
  slot: SlotCode,
  state: GroupState,
  opensAt: Instant,
  dueAt: Instant,
  firstAt: orNull(Instant),
  lastAt: orNull(Instant),
  exempt: orNull(GroupExempt),
  remindedAt: orNull(Instant),
});
export type GroupStatus = Static<typeof GroupStatus>;
export const GroupStatusPage = Type.Object({
  asOf: Instant,
  rows: Type.Array(GroupStatus),
  next: Type.Optional(Type.String()),
});
export type GroupStatusPage = Static<typeof GroupStatusPage>;

/** Figures as a school confirmed them. */
export const ReportFigures = Type.Object({
  enrolled: Type.Integer(),
  absentIll: Type.Integer(),
  absentOther: Type.Integer(),
  late: Type.Integer(),
  presentIll: Type.Integer(),
  symptoms: Type.Record(Type.String(), Type.Integer()),
});
export type ReportFigures = Static<typeof ReportFigures>;

/** What a school owes upward for a slot, and what became of it on both lines. */
export const SchoolLine = Type.Object({
  schoolId: Id,
  schoolName: Type.String(),
  kind: Type.String(),
  slot: SlotCode,
  /** Of the school's own report: the same five states. */
  state: GroupState,
  dueAt: Instant,
  groupsDueAt: Instant,
  expected: Type.Integer(),
  received: Type.Integer(),
  late: Type.Integer(),
  exempt: Type.Integer(),
  reportId: orNull(Uuid),
  version: orNull(Type.Integer()),
  firstAt: orNull(Instant),
  lastAt: orNull(Instant),
  /** Groups that were missing when the latest version was confirmed; more came since if received > expected − this. */
  missing: orNull(Type.Integer()),
  /** Version each line has acknowledged. */
  mainVersion: orNull(Type.Integer()),
  territorialVersion: orNull(Type.Integer()),
  hasTerritory: Type.Boolean(),
  /** Both lines hold the latest version (S3-28). With no second line, the main line does. */
  consistent: Type.Boolean(),
  figures: orNull(ReportFigures),
  remindedAt: orNull(Instant),
});
export type SchoolLine = Static<typeof SchoolLine>;
export const SchoolLinePage = Type.Object({
  asOf: Instant,
  rows: Type.Array(SchoolLine),
  next: Type.Optional(Type.String()),
});
export type SchoolLinePage = Static<typeof SchoolLinePage>;

export const SubmitReport = Type.Object(
  { id: Uuid, period: LocalDate, slot: SlotCode, note: Type.Optional(Type.String({ maxLength: 500 })) },
  closed,
);
export type SubmitReport = Static<typeof SubmitReport>;
export const SchoolReport = Type.Object({
  id: Uuid,
  schoolId: Id,
  period: LocalDate,
  slot: SlotCode,
  version: Type.Integer(),
  outcome: Type.Enum(['data', 'zero']),
  figures: ReportFigures,
  expected: Type.Integer(),
  missing: Type.Integer(),
  submittedAt: Instant,
  note: orNull(Type.String()),
});
export type SchoolReport = Static<typeof SchoolReport>;
export const SchoolReports = Type.Object({ rows: Type.Array(SchoolReport) });

/** Acknowledges the latest reports of the schools below a unit, all or those named, on the line of one's post. */
export const Acknowledge = Type.Object(
  {
    unit: Id,
    period: LocalDate,
    slot: SlotCode,
    schools: Type.Optional(Type.Array(Id, { maxItems: 2000 })),
  },
  closed,
);
export type Acknowledge = Static<typeof Acknowledge>;
export const Acknowledged = Type.Object({ line: Type.Enum(['main', 'territorial']), count: Type.Integer() });
export type Acknowledged = Static<typeof Acknowledged>;

export const ExemptionView = Type.Object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  slot: orNull(SlotCode),
  /** Of the slot as it was called on the first day, or is; null for all slots. */
  slotNameZh: orNull(Type.String()),
  slotNameEn: orNull(Type.String()),
  from: LocalDate,
  /** Last day, inclusive. */
  to: LocalDate,
  reason: Type.String(),
  createdAt: Instant,
});
export const ExemptionList = Type.Object({ rows: Type.Array(ExemptionView) });
export type ExemptionList = Static<typeof ExemptionList>;
export const NewExemption = Type.Object(
  {
    unit: Id,
    slot: Type.Optional(SlotCode),
    from: LocalDate,
    to: LocalDate,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
  },
  closed,
);
export type NewExemption = Static<typeof NewExemption>;
