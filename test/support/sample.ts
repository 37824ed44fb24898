import { randomUUID } from 'node:crypto';

/** A JSON Schema node as TypeBox makes it; only what the sampler reads. */
interface Node {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly examples?: readonly unknown[];
}

/** Values for properties by name: ids of things that belong to somebody else. */
export type Foreign = (name: string) => unknown;

/**
 * A value that satisfies a wire schema, in which every identifier is a foreign one. Optional properties are filled
 * only where they carry an identifier, since those are what a thief would try.
 */
export function sampleOf(schema: unknown, foreign: Foreign, name = ''): unknown {
  const node = schema as Node;
  const given = foreign(name);
  if (given !== undefined && takes(node, given)) return given;
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  const branches = node.anyOf ?? node.oneOf;
  if (branches) return sampleOf(branches.find((b) => b.type !== 'null') ?? branches[0], foreign, name);
  if (node.allOf) return Object.assign({}, ...node.allOf.map((n) => sampleOf(n, foreign, name)));
  if (node.default !== undefined) return node.default;
  if (node.examples?.length) return node.examples[0];
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {})
          .filter(([key]) => node.required?.includes(key) || foreign(key) !== undefined)
          .map(([key, child]) => [key, sampleOf(child, foreign, key)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, node.minItems ?? 0) }, () =>
        sampleOf(node.items ?? { type: 'string' }, foreign, name.replace(/s$/, '')),
      );
    case 'integer':
    case 'number':
      return Math.max(1, node.minimum ?? 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return sampleString(node);
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a foreign value fits here: ids of units are digits, ids of reports are UUIDs. */
function takes(node: Node, value: unknown): boolean {
  if (node.anyOf) return node.anyOf.some((branch) => takes(branch, value));
  if (node.type !== 'string') return false;
  if (node.format === 'uuid') return UUID.test(String(value));
  return new RegExp(node.pattern ?? '', 'u').test(String(value));
}

function sampleString(node: Node): string {
  switch (node.format) {
    case 'uuid':
      return randomUUID();
    case 'date':
      return '2026-11-18';
    case 'date-time':
      return '2026-11-18T07:31:00+08:00';
    case 'uri':
      return 'https://example.invalid/';
    default:
      break;
  }
  const candidates = [
    '999999999',
    '08:00',
    '2026-11',
    'morning',
    'a'.repeat(Math.max(12, node.minLength ?? 0)),
  ];
  return (
    candidates.find(
      (c) => c.length >= (node.minLength ?? 0) && new RegExp(node.pattern ?? '', 'u').test(c),
    ) ?? 'x'
  );
}
