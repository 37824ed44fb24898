import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate, Uuid } from './common.ts';
import { SlotCode } from './reporting.ts';

/** group: classes, dormitories, offices that owe a check. school: institutions that have not sent theirs upward. */
export const RemindLevel = Type.Enum(['group', 'school']);
export type RemindLevel = 'group' | 'school';

const target = {
  unit: Id,
  period: LocalDate,
  slot: SlotCode,
  level: RemindLevel,
  /** Also those whose deadline has not passed yet. */
  includePending: Type.Optional(Type.Boolean()),
  /** Only these of the missing ones; absent = all. */
  units: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 5000 })),
};
export const RemindPreviewInput = Type.Object(target, { additionalProperties: false });
export type RemindPreviewInput = Static<typeof RemindPreviewInput>;
export const RemindInput = Type.Object({ id: Uuid, ...target }, { additionalProperties: false });
export type RemindInput = Static<typeof RemindInput>;

export const Recipient = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  post: Type.String(),
  backup: Type.Boolean(),
});
export type Recipient = Static<typeof Recipient>;
/** One missing unit and who hears of it. */
export const RemindTarget = Type.Object({
  unitId: Id,
  name: Type.String(),
  schoolId: Id,
  schoolName: Type.String(),
  recipients: Type.Array(Recipient),
  /** Set when reminded within the rest period: it is left out this time. */
  remindedAt: Type.Union([Instant, Type.Null()]),
  resting: Type.Boolean(),
});
export type RemindTarget = Static<typeof RemindTarget>;
export const RemindPreview = Type.Object({
  targets: Type.Array(RemindTarget),
  /** People who get one message each, whatever the number of their units. */
  people: Type.Integer(),
  /** Units whose posts nobody holds: somebody has to call or appoint. */
  nobody: Type.Integer(),
  resting: Type.Integer(),
});
export type RemindPreview = Static<typeof RemindPreview>;
export const Reminded = Type.Object({
  units: Type.Integer(),
  people: Type.Integer(),
  nobody: Type.Integer(),
});
export type Reminded = Static<typeof Reminded>;
