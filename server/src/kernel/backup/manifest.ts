import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';

const Count = Type.Integer({ minimum: 0 });

/** What is in a backup; the entry `manifest.json`, written last. */
export const Manifest = Type.Object({
  format: Type.Literal('lianfang-backup'),
  version: Type.Literal(1),
  createdAt: Type.String(),
  /** server_version of the PostgreSQL it was taken from. */
  postgres: Type.String(),
  /** Names of the migrations the data stands on, in order. */
  migrations: Type.Array(Type.String()),
  /** Name of the secret that columns are encrypted with (never the secret), if the platform has started once. */
  secretId: Type.Union([Type.String(), Type.Null()]),
  includesSecret: Type.Boolean(),
  tables: Type.Array(
    Type.Object({
      /** '<schema>.<table>'; the entry is `tables/<name>.copy` in the text format of COPY. */
      name: Type.String({ pattern: '^[a-z_][a-z0-9_]*\\.[a-z_][a-z0-9_]*$' }),
      columns: Type.Array(Type.String()),
      rows: Count,
      bytes: Count,
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    }),
  ),
  sequences: Type.Array(Type.Object({ name: Type.String(), value: Type.String(), called: Type.Boolean() })),
});
export type Manifest = Static<typeof Manifest>;
export type BackedUpTable = Manifest['tables'][number];

export const MANIFEST = 'manifest.json';
export const SECRET = 'secret';
export const entryOf = (table: string): string => `tables/${table}.copy`;

/** @throws Error with a sentence when it is no manifest of this program */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!Value.Check(Manifest, value)) {
    throw new Error('This is not a backup of LianFang, or one of a newer release.');
  }
  return value;
}
