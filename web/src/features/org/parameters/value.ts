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

/** A value in one line: `> 37.3`, `7`, `20:00`. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (value !== null && typeof value === 'object') {
    const { operator, ...rest } = value as Record<string, unknown>;
    const parts = Object.entries(rest);
    const text =
      parts.length === 1 ? valueText(parts[0]![1]) : parts.map(([k, v]) => `${k} ${valueText(v)}`).join(', ');
    return operator === undefined ? text : `${String(operator)} ${text}`;
  }
  return String(value);
}
