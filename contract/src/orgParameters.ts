import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate } from './common.ts';
import { UnitLink } from './org.ts';

export const ParameterValue = Type.Object({
  value: Type.Unknown(),
  from: LocalDate,
  /** Exclusive; null = until replaced. */
  to: Type.Union([LocalDate, Type.Null()]),
  source: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  /** Who sets it; null = everywhere. */
  unit: Type.Union([UnitLink, Type.Null()]),
  setBy: Type.Union([Type.String(), Type.Null()]),
  setAt: Instant,
});
export type ParameterValue = Static<typeof ParameterValue>;

/** One parameter as it binds a unit. */
export const ParameterView = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  /** One value for the whole platform: listed at the top of the tree only, set by a platform administrator. */
  platform: Type.Boolean(),
  /** Whether the reader may set it at this unit. */
  manageable: Type.Boolean(),
  /** JSON Schema of the value. */
  schema: Type.Unknown(),
  fallback: Type.Unknown(),
  fallbackSource: Type.String(),
  /** In force on the date: the nearest unit above that sets it, else the fallback. */
  value: Type.Unknown(),
  source: Type.String(),
  origin: Type.Union([
    Type.Literal('here'),
    Type.Literal('above'),
    Type.Literal('everywhere'),
    Type.Literal('fallback'),
  ]),
  setAt: Type.Union([UnitLink, Type.Null()]),
  /** All that was or will be set at the unit or above, newest first. */
  history: Type.Array(ParameterValue),
});
export type ParameterView = Static<typeof ParameterView>;

/** `GET /api/parameters?unit=&date=`. */
export const Parameters = Type.Object({
  date: LocalDate,
  rows: Type.Array(ParameterView),
});
export type Parameters = Static<typeof Parameters>;
export const ParameterQuery = Type.Object({ unit: Id, date: Type.Optional(LocalDate) });

/** `PUT /api/parameters/:key`: from a date (today or later) on; `remove` goes back to what is inherited. */
export const ParameterInput = Type.Object(
  {
    unit: Id,
    value: Type.Optional(Type.Unknown()),
    remove: Type.Optional(Type.Boolean()),
    from: LocalDate,
    source: Type.String({
      minLength: 2,
      maxLength: 300,
      description: 'standard, document number or meeting',
    }),
    reason: Type.String({ minLength: 2, maxLength: 300 }),
  },
  { additionalProperties: false },
);
export type ParameterInput = Static<typeof ParameterInput>;
