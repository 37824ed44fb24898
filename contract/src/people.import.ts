import Type, { type Static } from 'typebox';
import { Id, Instant, Uuid } from './common.ts';

/** What a list is about. On the command line pupils are called pupils; in the database, students. */
export const ImportKind = Type.Union([
  Type.Literal('units'),
  Type.Literal('staff'),
  Type.Literal('students'),
  Type.Literal('calendar'),
]);
export type ImportKind = Static<typeof ImportKind>;
export const ImportMode = Type.Union([Type.Literal('all'), Type.Literal('good')]);
export type ImportMode = Static<typeof ImportMode>;

/** One thing wrong with one cell of one row. */
export const RowProblem = Type.Object({
  column: Type.Union([Type.String({ description: 'column letter, as in Excel' }), Type.Null()]),
  heading: Type.Union([Type.String(), Type.Null()]),
  field: Type.Union([Type.String(), Type.Null()]),
  value: Type.String({ description: 'what the cell shows; numbers of people and phones masked' }),
  code: Type.String({ description: 'key of the row problem catalogue' }),
  reason: Type.String(),
  remedy: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
    description: 'what the texts are filled with',
  }),
});
export type RowProblem = Static<typeof RowProblem>;

export const RejectedRow = Type.Object({
  sheet: Type.String(),
  row: Type.Integer({ description: 'row number, as in Excel' }),
  problems: Type.Array(RowProblem),
});
export type RejectedRow = Static<typeof RejectedRow>;

export const RowAction = Type.Union([
  Type.Literal('new'),
  Type.Literal('changed'),
  Type.Literal('unchanged'),
  Type.Literal('moved'),
  Type.Literal('returned'),
]);
export type RowAction = Static<typeof RowAction>;

export const ImportCounts = Type.Object({
  rows: Type.Integer({ description: 'rows with data' }),
  new: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  moved: Type.Integer({ description: 'to another class or school' }),
  returned: Type.Integer({ description: 'had left and come back' }),
  rejected: Type.Integer(),
});
export type ImportCounts = Static<typeof ImportCounts>;

export const ImportColumn = Type.Object({
  column: Type.String(),
  heading: Type.String(),
  field: Type.Union([Type.String(), Type.Null()]),
  /** 0–1; how sure the match is. */
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
  by: Type.Union([
    Type.Literal('heading'),
    Type.Literal('content'),
    Type.Literal('user'),
    Type.Literal('none'),
  ]),
  samples: Type.Array(Type.String()),
});
export type ImportColumn = Static<typeof ImportColumn>;

export const ImportSheet = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  hidden: Type.Boolean(),
  used: Type.Boolean(),
  /** Why a sheet is not used: 'hidden', 'empty', 'no-columns', 'user'. */
  why: Type.Union([Type.String(), Type.Null()]),
  /** First and last heading row, or null where the list has no headings. */
  headerRows: Type.Union([Type.Tuple([Type.Integer(), Type.Integer()]), Type.Null()]),
  columns: Type.Array(ImportColumn),
  /** Taken from the title or the name of the sheet for rows that do not say. */
  school: Type.Union([Type.String(), Type.Null()]),
  className: Type.Union([Type.String(), Type.Null()]),
  rows: Type.Integer(),
  hiddenRows: Type.Integer(),
  /** Rows left out on purpose: sums, notes, repeated headings. */
  skipped: Type.Array(Type.Object({ row: Type.Integer(), why: Type.String(), text: Type.String() })),
});
export type ImportSheet = Static<typeof ImportSheet>;

/** The user's corrections to what was recognised. */
export const ImportChoices = Type.Object({
  sheets: Type.Optional(
    Type.Array(
      Type.Object({
        index: Type.Integer({ minimum: 0 }),
        used: Type.Optional(Type.Boolean()),
        columns: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]))),
      }),
    ),
  ),
  createClasses: Type.Optional(Type.Boolean()),
});
export type ImportChoices = Static<typeof ImportChoices>;

export const ImportState = Type.Union([
  Type.Literal('checked'),
  Type.Literal('applied'),
  Type.Literal('undone'),
  Type.Literal('failed'),
]);

export const ImportView = Type.Object({
  id: Uuid,
  kind: ImportKind,
  state: ImportState,
  fileName: Type.String(),
  format: Type.String(),
  encoding: Type.Union([Type.String(), Type.Null()]),
  unitId: Type.Union([Id, Type.Null()]),
  unitName: Type.Union([Type.String(), Type.Null()]),
  mode: Type.Union([ImportMode, Type.Null()]),
  sheets: Type.Array(ImportSheet),
  choices: ImportChoices,
  counts: ImportCounts,
  /** Rows written so far while it is being applied; ask again on the event `progress`. */
  progress: Type.Union([Type.Integer(), Type.Null()]),
  /** Classes that will be (were) created. */
  newClasses: Type.Array(Type.String()),
  moves: Type.Array(
    Type.Object({
      sheet: Type.String(),
      row: Type.Integer(),
      name: Type.String(),
      from: Type.String(),
      to: Type.String(),
    }),
  ),
  /** The first rejected rows; all of them are in the error sheet. */
  rejected: Type.Array(RejectedRow),
  fields: Type.Array(Type.Object({ field: Type.String(), required: Type.Boolean() })),
  abilities: Type.Object({ apply: Type.Boolean(), undo: Type.Boolean(), errorSheet: Type.Boolean() }),
  createdAt: Instant,
  appliedAt: Type.Union([Instant, Type.Null()]),
});
export type ImportView = Static<typeof ImportView>;

export const ImportListItem = Type.Object({
  id: Uuid,
  kind: ImportKind,
  state: ImportState,
  fileName: Type.String(),
  counts: ImportCounts,
  createdAt: Instant,
  appliedAt: Type.Union([Instant, Type.Null()]),
});
export type ImportListItem = Static<typeof ImportListItem>;
