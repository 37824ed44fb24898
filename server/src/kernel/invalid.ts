import type { SchemaFault } from './fault.ts';
import type { FieldError } from './problem.ts';
import { withoutUnions } from './union.ts';

type Text = Readonly<Record<'zh' | 'en', string>>;
type Say = (p: Readonly<Record<string, unknown>>) => Text;
const NEEDED: Text = { zh: '必填', en: 'is required' };
const FORM: Text = { zh: '格式不对，请按提示填写', en: 'is not in the form asked for' };
const CHOICE: Text = { zh: '不在可选范围内', en: 'is none of the choices' };
const TYPES: Readonly<Record<string, Text>> = {
  string: { zh: '应为文字', en: 'must be a text' },
  integer: { zh: '应为整数', en: 'must be a whole number' },
  number: { zh: '应为数字', en: 'must be a number' },
  boolean: { zh: '应为“是”或“否”（true 或 false）', en: 'must be true or false' },
  array: { zh: '应为列表', en: 'must be a list' },
  object: { zh: '应为一组字段', en: 'must be an object with fields' },
};
const SAY: Readonly<Record<string, Say>> = {
  required: () => NEEDED,
  additionalProperties: (p) => ({
    zh: `不认识“${p.additionalProperty}”`,
    en: `does not know "${p.additionalProperty}"`,
  }),
  minLength: (p) =>
    p.limit === 1 ? NEEDED : { zh: `至少 ${p.limit} 个字符`, en: `needs at least ${p.limit} characters` },
  maxLength: (p) => ({ zh: `最多 ${p.limit} 个字符`, en: `takes at most ${p.limit} characters` }),
  minItems: (p) => ({ zh: `至少 ${p.limit} 项`, en: `needs at least ${p.limit} items` }),
  maxItems: (p) => ({ zh: `最多 ${p.limit} 项`, en: `takes at most ${p.limit} items` }),
  minimum: (p) => ({ zh: `不能小于 ${p.limit}`, en: `must not be below ${p.limit}` }),
  maximum: (p) => ({ zh: `不能大于 ${p.limit}`, en: `must not be above ${p.limit}` }),
  // A text that must hold something other than blanks.
  pattern: (p) => (p.pattern === '\\S' ? NEEDED : FORM),
  format: () => FORM,
  enum: () => CHOICE,
  const: () => CHOICE,
  type: (p) => TYPES[String(p.type)] ?? FORM,
};

function fieldErrorOf(fault: SchemaFault, where: string): FieldError {
  const { keyword, params = {}, message } = fault;
  const missing = keyword === 'required' ? `/${String(params.missingProperty)}` : '';
  return {
    field: `${where}${fault.instancePath}${missing}`,
    code: keyword,
    detail: SAY[keyword]?.(params) ?? message ?? keyword,
  };
}

/**
 * What the wire schema refuses, as a person is told of it: which fields, and what each should be. A field is named
 * once, by the first thing wrong with it; fields that nobody knows are named each.
 */
export function fieldErrorsOf(faults: readonly SchemaFault[], where: string): readonly FieldError[] {
  const told = new Map<string, FieldError>();
  for (const fault of withoutUnions(faults)) {
    const error = fieldErrorOf(fault, where);
    const key = `${error.field} ${fault.params?.additionalProperty ?? ''}`;
    if (!told.has(key)) told.set(key, error);
  }
  return [...told.values()];
}
