import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate, Uuid } from './common.ts';
import { SymptomCode } from './health.ts';

export const followUpStates = ['absent', 'admitted', 'recovered', 'returned'] as const;
export const FollowUpState = Type.Enum([...followUpStates]);
export type FollowUpState = (typeof followUpStates)[number];

/** What was learnt of somebody absent ill, and by whom (S0B-25). */
export const FollowUp = Type.Object({
  id: Uuid,
  at: Instant,
  by: Type.String(),
  state: FollowUpState,
  note: Type.String(),
});
export type FollowUp = Static<typeof FollowUp>;

export const FollowUpInput = Type.Object(
  {
    id: Uuid,
    /** First day of the absence it belongs to. */
    firstOn: LocalDate,
    state: FollowUpState,
    note: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false },
);
export type FollowUpInput = Static<typeof FollowUpInput>;

/** One absence for illness, from the first day missed to the return. */
export const Absence = Type.Object({
  personId: Id,
  name: Type.String(),
  sex: Type.Optional(Type.String()),
  unit: Id,
  unitName: Type.String(),
  firstOn: LocalDate,
  lastOn: LocalDate,
  /** In half days: one a slot missed. */
  halfDays: Type.Integer(),
  onsetOn: Type.Optional(LocalDate),
  symptoms: Type.Array(SymptomCode),
  temperature: Type.Optional(Type.Number()),
  sawDoctor: Type.Optional(Type.Boolean()),
  diagnosis: Type.Optional(Type.String()),
  /** Date of the first later check that no longer lists the person. */
  returnedOn: Type.Optional(LocalDate),
  followUps: Type.Array(FollowUp),
});
export type Absence = Static<typeof Absence>;
export const AbsenceList = Type.Object({ rows: Type.Array(Absence) });
export type AbsenceList = Static<typeof AbsenceList>;
export const AbsenceQuery = Type.Object({ unit: Id, from: LocalDate, to: LocalDate });
