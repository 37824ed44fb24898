import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate, PageQuery, page, Uuid } from './common.ts';

const base = { id: Uuid, effectiveOn: LocalDate };
const input = <T extends string, P extends Type.TProperties>(type: T, properties: P) =>
  Type.Object({ type: Type.Literal(type), ...base, ...properties }, { additionalProperties: false });

/** `POST /api/units/:unit/operations`: one operation on a unit, from its effective date (today or later) on. */
export const OperationInput = Type.Union([
  /** To another unit above, or onto another territorial line; null takes its own territorial unit away. */
  input('move', {
    parentId: Type.Optional(Id),
    territoryId: Type.Optional(Type.Union([Id, Type.Null()])),
  }),
  /** Into another unit of the same kind, which goes on; this one closes. */
  input('merge', { intoId: Id }),
  input('close', {}),
  input('rename', { name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }) }),
  /** Yearly promotion of all grades and classes at or below the unit. */
  input('promote', {
    createFirst: Type.Optional(Type.Boolean({ description: 'default true' })),
    newClasses: Type.Optional(
      Type.Record(Type.String({ pattern: '^[0-9]+$' }), Type.Integer({ minimum: 0, maximum: 60 }), {
        description: 'classes of the new first grade, by institution id; default as many as now',
      }),
    ),
  }),
]);
export type OperationInput = Static<typeof OperationInput>;

const State = Type.Object({
  name: Type.String(),
  parent: Type.Union([Type.String(), Type.Null()]),
  territory: Type.Union([Type.String(), Type.Null()]),
});

/** What an operation changes, or would change. */
export const OperationEffect = Type.Object({
  /** Units by what happens to them; follow = keep their own facts, but hang elsewhere with what is above. */
  totals: Type.Object({
    create: Type.Integer(),
    close: Type.Integer(),
    move: Type.Integer(),
    rename: Type.Integer(),
    edit: Type.Integer(),
    follow: Type.Integer(),
  }),
  /** The first 300 units. */
  units: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.String(),
      change: Type.Enum(['create', 'close', 'move', 'rename', 'edit']),
      before: Type.Optional(State),
      after: Type.Optional(State),
    }),
  ),
  /**
   * What to look at before applying: name-kept, grade-unknown, name-clash, territory-cleared,
   * territory-elsewhere, no-rung, already-promoted.
   */
  notes: Type.Array(Type.Object({ code: Type.String(), unit: Id, name: Type.String() })),
  /** What stands at the units concerned, by name: pupils, staff, slots … */
  counts: Type.Record(Type.String(), Type.Integer()),
  peopleMoved: Type.Integer({
    description: 'people who go to another unit the same day; above 0 it cannot be taken back',
  }),
  endedPosts: Type.Integer({ description: 'posts that end because their unit closes' }),
});
export type OperationEffect = Static<typeof OperationEffect>;

export const OperationView = Type.Object({
  id: Uuid,
  type: Type.String(),
  unitId: Id,
  unitName: Type.String(),
  effectiveOn: LocalDate,
  at: Instant,
  by: Type.String(),
  state: Type.Union([Type.Literal('planned'), Type.Literal('effective'), Type.Literal('undone')]),
  effect: OperationEffect,
  can: Type.Object({ undo: Type.Boolean() }),
  /** Why it cannot be undone, though the reader might: in the reader's language. */
  obstacle: Type.Optional(Type.String()),
});
export type OperationView = Static<typeof OperationView>;
export const OperationPage = page(OperationView);
export type OperationPage = Static<typeof OperationPage>;
export const OperationQuery = PageQuery;
