import Type, { type Static } from 'typebox';

// One schema of several types, not a union: validation would try the first and make text of every number.
const Cell = Type.Unsafe<string | number | null>({ type: ['string', 'number', 'null'], maxLength: 2000 });

/** A list or the figures of a chart as they stand on a page, to be had as an Excel workbook. */
export const TableFile = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, description: 'of the file, without ending' }),
    sheets: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 120 }),
          columns: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 100 }),
          rows: Type.Array(Type.Array(Cell, { maxItems: 100 }), { maxItems: 5000 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20 },
    ),
  },
  { additionalProperties: false },
);
export type TableFile = Static<typeof TableFile>;
