import Type, { type Static } from 'typebox';
import { ClockTime, Id, Instant, LocalDate, Uuid } from './common.ts';
import { CheckCounts, CheckException, Slot } from './health.ts';
import { GroupExempt, GroupState } from './reporting.ts';

/** A recorded check, with the names its reader may see. */
export const CheckView = Type.Object({
  id: Uuid,
  unit: Id,
  unitName: Type.String(),
  period: LocalDate,
  slot: Slot,
  outcome: Type.Union([Type.Literal('data'), Type.Literal('zero')]),
  counts: CheckCounts,
  receivedAt: Instant,
  /** Of a check that counts: when the first report of its slot came. That, not a correction, decides timeliness. */
  firstAt: Type.Optional(Instant),
  madeAt: Instant,
  /** Who reported. */
  by: Type.String(),
  corrects: Type.Optional(Uuid),
  reason: Type.Optional(Type.String()),
  sameAs: Type.Optional(Uuid),
  current: Type.Boolean(),
  exceptions: Type.Array(
    Type.Intersect([CheckException, Type.Object({ name: Type.Optional(Type.String()) })]),
  ),
});
export type CheckView = Static<typeof CheckView>;
export const CheckList = Type.Object({ rows: Type.Array(CheckView) });
export type CheckList = Static<typeof CheckList>;

/** What a slot of today asks of a group, and what has come. */
export const DutySlot = Type.Object({
  code: Slot,
  nameZh: Type.String(),
  nameEn: Type.String(),
  opensAt: ClockTime,
  dueAt: ClockTime,
  state: GroupState,
  /** Set when nothing is owed: the day is closed here, or an exemption; with the reason given. */
  exempt: Type.Optional(GroupExempt),
  current: Type.Optional(CheckView),
});
export type DutySlot = Static<typeof DutySlot>;

export const DutyPerson = Type.Object({ id: Id, name: Type.String() });
export type DutyPerson = Static<typeof DutyPerson>;

/** Somebody absent ill or ill in the last check before today: likely still so. */
export const DutySuggestion = Type.Intersect([CheckException, Type.Object({ period: LocalDate })]);
export type DutySuggestion = Static<typeof DutySuggestion>;

export const DutyGroup = Type.Object({
  unit: Type.Object({ id: Id, name: Type.String(), kind: Type.String(), school: Type.String() }),
  /** Only stood in for: the caller's post there is a substitute's (S0B-93). */
  backup: Type.Boolean(),
  /** Cut-off with its operator: at exactly 37.3 rules differ. */
  cutoff: Type.Object({ operator: Type.Enum(['>', '>=']), celsius: Type.Number() }),
  slots: Type.Array(DutySlot),
  roster: Type.Array(DutyPerson),
  suggestions: Type.Array(DutySuggestion),
});
export type DutyGroup = Static<typeof DutyGroup>;

/** Everything a phone needs to make today's checks without a network. */
export const Duty = Type.Object({
  asOf: Instant,
  today: LocalDate,
  groups: Type.Array(DutyGroup),
  /** Groups of an institution whose holder may step in; their rosters are asked for one at a time. */
  others: Type.Array(Type.Object({ id: Id, name: Type.String(), path: Type.String() })),
});
export type Duty = Static<typeof Duty>;
export const DutyQuery = Type.Object({ unit: Type.Optional(Id) });
