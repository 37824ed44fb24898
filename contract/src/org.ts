import Type, { type Static } from 'typebox';
import { Abilities, Id, LocalDate, PageQuery, page } from './common.ts';

/** What the engine does with units of a kind. */
export const UnitRole = Type.Enum(['region', 'territory', 'institution', 'division', 'group']);

export const UnitKind = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  level: Type.Integer(),
  role: UnitRole,
  /** Kinds it may hang below on the main line. */
  parents: Type.Array(Type.String()),
  /** Stays where it is in use; no new unit is made of it. */
  retired: Type.Boolean(),
  /** Of an institution: the kind of group as which it makes checks itself while no group inside it does. */
  reportsAs: Type.Union([Type.String(), Type.Null()]),
});
export type UnitKind = Static<typeof UnitKind>;
export const UnitKinds = Type.Object({ rows: Type.Array(UnitKind), stages: Type.Array(Type.String()) });
export type UnitKinds = Static<typeof UnitKinds>;

/** Free facts of a unit: stage, boarding, grade (year of study), entryYear, number … */
export const Attributes = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), {
  description: 'stage, boarding, grade, entryYear, number …',
});

/** `GET /api/units`: a unit found by search. `path` names what is above it, nearest first. */
export const UnitHit = Type.Object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  role: UnitRole,
  name: Type.String(),
  path: Type.String(),
});
export type UnitHit = Static<typeof UnitHit>;
export const UnitHits = page(UnitHit);
export const UnitSearch = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(
    Type.String({ maxLength: 80, description: 'part of the name, or the beginning of the code' }),
  ),
  kind: Type.Optional(Type.String()),
  role: Type.Optional(
    Type.String({
      pattern: `^(${UnitRole.enum.join('|')})(,(${UnitRole.enum.join('|')}))*$`,
      description: 'what the engine does with units of the kind: one role, or several with commas between',
    }),
  ),
  under: Type.Optional(Id),
});

/** `GET /api/units/tree`: a child in the tree of a date. */
export const TreeUnit = Type.Object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  role: UnitRole,
  name: Type.String(),
  /** By which line it hangs below the unit asked about. */
  line: Type.Union([Type.Literal('main'), Type.Literal('territorial')]),
  children: Type.Integer({ description: 'units directly below, on both lines' }),
});
export type TreeUnit = Static<typeof TreeUnit>;
export const TreePage = page(TreeUnit);
export type TreePage = Static<typeof TreePage>;
export const TreeQuery = Type.Object({
  ...PageQuery.properties,
  parent: Type.Optional(Id),
  date: Type.Optional(LocalDate),
});

/** `GET /api/units/:unit/subtree`: everything below on a date, both lines, the unit itself included. */
export const SubtreeUnit = Type.Object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  parentId: Type.Union([Id, Type.Null()]),
  territoryId: Type.Union([Id, Type.Null()]),
  attributes: Attributes,
});
export const SubtreePage = page(SubtreeUnit);
export type SubtreePage = Static<typeof SubtreePage>;
export const SubtreeQuery = Type.Object({
  ...PageQuery.properties,
  date: Type.Optional(LocalDate),
});

export const UnitLink = Type.Object({ id: Id, name: Type.String(), kind: Type.String() });
export type UnitLink = Static<typeof UnitLink>;

/** `GET /api/units/:unit`. */
export const UnitView = Type.Object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  role: UnitRole,
  name: Type.String(),
  /** The date shown; open = whether the unit exists that day. */
  date: LocalDate,
  open: Type.Boolean(),
  openedOn: LocalDate,
  closedOn: Type.Union([LocalDate, Type.Null()]),
  attributes: Attributes,
  sort: Type.Integer(),
  /** Units above, nearest first. */
  main: Type.Array(UnitLink),
  territorial: Type.Array(UnitLink),
  /** Whose territorial unit it is: its own, or that of the unit named. Null = none. */
  territoryOf: Type.Union([UnitLink, Type.Null()]),
  /** Units below by kind. */
  below: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() })),
  can: Abilities,
  /** Out of the reader's sight today: the facts of that date are all there is to see. */
  left: Type.Optional(Type.Literal(true)),
});
export type UnitView = Static<typeof UnitView>;

/** `GET /api/units/:unit/history`: what it was called and where it hung, newest first. */
export const UnitHistory = Type.Object({
  rows: Type.Array(
    Type.Object({
      from: LocalDate,
      to: Type.Union([LocalDate, Type.Null()]),
      name: Type.String(),
      parent: Type.Union([UnitLink, Type.Null()]),
      territory: Type.Union([UnitLink, Type.Null()]),
      attributes: Attributes,
    }),
  ),
});
export type UnitHistory = Static<typeof UnitHistory>;

const Code = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' });
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });

/** `POST /api/units`. */
export const UnitInput = Type.Object(
  {
    parentId: Id,
    kind: Type.String(),
    name: Name,
    code: Type.Optional(Code),
    territoryId: Type.Optional(Id),
    openedOn: Type.Optional(LocalDate),
    sort: Type.Optional(Type.Integer({ minimum: -100_000, maximum: 100_000 })),
    attributes: Type.Optional(Attributes),
  },
  { additionalProperties: false },
);
export type UnitInput = Static<typeof UnitInput>;

/** `PATCH /api/units/:unit`: facts that are not an operation. Attributes are merged and hold from today on. */
export const UnitPatch = Type.Object(
  {
    code: Type.Optional(Code),
    sort: Type.Optional(Type.Integer({ minimum: -100_000, maximum: 100_000 })),
    attributes: Type.Optional(Attributes),
  },
  { additionalProperties: false },
);
export type UnitPatch = Static<typeof UnitPatch>;
