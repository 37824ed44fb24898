/** The parts of JSON Schema that parameters use. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly pattern?: string;
  readonly items?: Schema;
}

/** The values to choose from, where a schema names them. */
export function choices(schema: Schema): readonly (string | number)[] | undefined {
  const values =
    schema.enum ?? (schema.anyOf?.every((s) => 'const' in s) ? schema.anyOf.map((s) => s.const) : undefined);
  return values as readonly (string | number)[] | undefined;
}

/** A value in one line: `> 37.3`, `7`, `20:00`. `part` names the parts of a value that has several. */
export function valueText(value: unknown, part: (key: string) => string): string {
  if (Array.isArray(value)) return value.map((v) => valueText(v, part)).join(', ');
  if (value === null || typeof value !== 'object') return String(value);
  const { operator, ...rest } = value as Record<string, unknown>;
  const parts = Object.entries(rest);
  const text =
    parts.length === 1
      ? valueText(parts[0]![1], part)
      : parts.map(([key, v]) => `${part(key)} ${valueText(v, part)}`).join(', ');
  return operator === undefined ? text : `${String(operator)} ${text}`;
}
