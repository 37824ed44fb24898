import { expect, test } from 'vitest';
import { fieldErrorOf } from './invalid.ts';
import { Problem } from './problem.ts';

test('a missing field is named itself, not the object around it, in the language of the reader', () => {
  const error = fieldErrorOf(
    {
      instancePath: '/unit',
      keyword: 'required',
      params: { missingProperty: 'code' },
      message: 'must have …',
    },
    'body',
  );
  const problem = new Problem('kernel.invalid-input', {}, [error]);
  expect(problem.toDetails('zh').errors).toEqual([
    { field: 'body/unit/code', code: 'required', detail: '必填' },
  ]);
  expect(problem.toDetails('en').errors?.[0]?.detail).toBe('is required');
});

test('limits are told; what is not foreseen keeps the words of the validator', () => {
  const say = (keyword: string, params: object, message?: string) =>
    fieldErrorOf(
      { instancePath: '/name', keyword, params: { ...params }, ...(message && { message }) },
      'body',
    ).detail;
  expect(say('minLength', { limit: 10 })).toMatchObject({ zh: '至少 10 个字符' });
  expect(say('uniqueItems', {}, 'must not repeat')).toBe('must not repeat');
});
