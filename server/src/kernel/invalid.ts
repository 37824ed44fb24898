import type { FieldError } from './problem.ts';

/** What the schema validator says of one value. */
export interface SchemaFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

type Say = (p: Readonly<Record<string, unknown>>) => Readonly<Record<'zh' | 'en', string>>;
const SAY: Readonly<Record<string, Say>> = {
  required: () => ({ zh: '必填', en: 'is required' }),
  additionalProperties: (p) => ({
    zh: `不认识“${p.additionalProperty}”`,
    en: `does not know "${p.additionalProperty}"`,
  }),
  minLength: (p) => ({ zh: `至少 ${p.limit} 个字符`, en: `needs at least ${p.limit} characters` }),
  maxLength: (p) => ({ zh: `最多 ${p.limit} 个字符`, en: `takes at most ${p.limit} characters` }),
  minItems: (p) => ({ zh: `至少 ${p.limit} 项`, en: `needs at least ${p.limit} items` }),
  maxItems: (p) => ({ zh: `最多 ${p.limit} 项`, en: `takes at most ${p.limit} items` }),
  minimum: (p) => ({ zh: `不能小于 ${p.limit}`, en: `must not be below ${p.limit}` }),
  maximum: (p) => ({ zh: `不能大于 ${p.limit}`, en: `must not be above ${p.limit}` }),
  pattern: () => ({ zh: '格式不对，请按提示填写', en: 'is not in the form asked for' }),
  format: () => ({ zh: '格式不对，请按提示填写', en: 'is not in the form asked for' }),
  enum: () => ({ zh: '不在可选范围内', en: 'is none of the choices' }),
};

/** A value that the wire schema refuses, as a person is told of it: which field, and what it should be. */
export function fieldErrorOf(fault: SchemaFault, where: string): FieldError {
  const { keyword, params = {}, message } = fault;
  const missing = keyword === 'required' ? `/${String(params.missingProperty)}` : '';
  return {
    field: `${where}${fault.instancePath}${missing}`,
    code: keyword,
    detail: SAY[keyword]?.(params) ?? message ?? keyword,
  };
}
