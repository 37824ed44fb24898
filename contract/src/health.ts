import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate, Uuid } from './common.ts';
import { symptoms } from './healthSymptoms.ts';
import { ProblemDetails } from './problem.ts';

/** Of each person who is not simply present and well, one: the least data that the duty needs. */
export const exceptionKinds = ['absent_ill', 'absent_other', 'late', 'present_ill'] as const;
export const ExceptionKind = Type.Enum([...exceptionKinds]);
export type ExceptionKind = (typeof exceptionKinds)[number];
export const Slot = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,31}$',
  description: 'slot code: morning, noon…',
});
export const SymptomCode = Type.Enum([...symptoms]);
/** Degrees Celsius, kept to one decimal (`multipleOf: 0.1` would refuse 38.4: it is not exact in binary). */
export const Celsius = Type.Number({ minimum: 34, maximum: 43 });

const closed = { additionalProperties: false };

export const CheckException = Type.Object(
  {
    /** Left out only where the group has no roster yet: then the row counts but names nobody. */
    personId: Type.Optional(Id),
    kind: ExceptionKind,
    symptoms: Type.Optional(Type.Array(SymptomCode, { uniqueItems: true })),
    temperature: Type.Optional(Celsius),
    sawDoctor: Type.Optional(Type.Boolean()),
    diagnosis: Type.Optional(Type.String({ maxLength: 100 })),
    onsetOn: Type.Optional(LocalDate),
    note: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
);
export type CheckException = Static<typeof CheckException>;

export const CheckInput = Type.Object(
  {
    id: Uuid,
    unit: Id,
    period: LocalDate,
    slot: Slot,
    /** When it was made on the device; what counts for timeliness is the arrival. */
    madeAt: Instant,
    /** People due; only needed where the server knows no roster. */
    enrolled: Type.Optional(Type.Integer({ minimum: 0, maximum: 10000 })),
    exceptions: Type.Array(CheckException, { maxItems: 2000 }),
    /** A measured round: everybody's temperature. Those over the cut-off become exceptions by themselves. */
    measured: Type.Optional(
      Type.Array(Type.Object({ personId: Id, celsius: Celsius }, closed), { maxItems: 2000 }),
    ),
    /** The report this one corrects, and why. */
    corrects: Type.Optional(Uuid),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  closed,
);
export type CheckInput = Static<typeof CheckInput>;

export const CheckCounts = Type.Object({
  enrolled: Type.Integer(),
  absentIll: Type.Integer(),
  absentOther: Type.Integer(),
  late: Type.Integer(),
  presentIll: Type.Integer(),
});
export type CheckCounts = Static<typeof CheckCounts>;

/** The answer to a check that is durable. Sending the same check again gets the same answer. */
export const CheckReceipt = Type.Object({
  id: Uuid,
  unit: Id,
  period: LocalDate,
  slot: Slot,
  outcome: Type.Union([Type.Literal('data'), Type.Literal('zero')]),
  receivedAt: Instant,
  /** Set when somebody had already reported exactly this: that report, which stays the one that counts. */
  sameAs: Type.Optional(Uuid),
});
export type CheckReceipt = Static<typeof CheckReceipt>;

export const CheckBatch = Type.Object(
  { checks: Type.Array(CheckInput, { minItems: 1, maxItems: 200 }) },
  closed,
);
/** One result an item, in the order sent; a refused item names its problem and hinders no other. */
export const CheckBatchResult = Type.Object({
  results: Type.Array(
    Type.Object({
      id: Uuid,
      receipt: Type.Optional(CheckReceipt),
      problem: Type.Optional(ProblemDetails),
    }),
  ),
});
export type CheckBatchResult = Static<typeof CheckBatchResult>;
