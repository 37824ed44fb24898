import { OperationInput } from '@lianfang/contract/orgOperations';
import Fastify from 'fastify';
import Type from 'typebox';
import { afterAll, expect, test } from 'vitest';
import { answerProblems } from './http.ts';
import { buildValidator, isForm } from './validate.ts';

const app = Fastify({
  ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', useDefaults: true } },
  schemaController: { compilersFactory: { buildValidator } },
});
answerProblems(app);
const Form = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 5, pattern: '\\S' }),
    classes: Type.Integer({ minimum: 1, maximum: 60 }),
    until: Type.Optional(Type.Union([Type.String({ format: 'date' }), Type.Null()])),
    calendar: Type.Optional(Type.Union([Type.Literal('school'), Type.Literal('work')])),
    unit: Type.Optional(Type.Object({ code: Type.String({ minLength: 10 }) })),
    days: Type.Optional(Type.Array(Type.Integer())),
  },
  { additionalProperties: false },
);
app.post('/form', { schema: { body: Form } }, async ({ body }) => body);
app.post('/operation', { schema: { body: OperationInput } }, async ({ body }) => body);
afterAll(() => app.close());

async function faults(url: string, payload: object, lang = 'en') {
  const answer = await app.inject({ method: 'POST', url, payload, headers: { 'accept-language': lang } });
  expect(answer.statusCode).toBe(400);
  const { errors } = answer.json<{ errors: { field: string; detail: string }[] }>();
  return errors.map((e) => `${e.field} ${e.detail}`);
}

test('every bad field is told at once, a missing one by its own name, in the language of the reader', async () => {
  const bad = { classes: 61, until: 'soon', calendar: 'moon', unit: {}, colour: 'red', taste: 'sour' };
  expect((await faults('/form', bad)).sort()).toEqual([
    'body does not know "colour"',
    'body does not know "taste"',
    'body/calendar is none of the choices',
    'body/classes must not be above 60',
    'body/name is required',
    'body/unit/code is required',
    'body/until is not in the form asked for',
  ]);
  expect((await faults('/form', { unit: { code: '3' }, classes: 'many' }, 'zh')).sort()).toEqual([
    'body/classes 应为整数',
    'body/name 必填',
    'body/unit/code 至少 10 个字符',
  ]);
});

test('a field is told once; blanks are no answer to a required field', async () => {
  expect(await faults('/form', { name: '', classes: 3 })).toEqual(['body/name is required']);
  expect(await faults('/form', { name: '      ', classes: 3 })).toEqual([
    'body/name takes at most 5 characters',
  ]);
});

test('of alternatives, the one that was meant is spoken of', async () => {
  const id = '019a2b3c-0000-7000-8000-000000000001';
  expect(
    (await faults('/operation', { type: 'rename', id, name: ' ', effectiveOn: 'tomorrow' })).sort(),
  ).toEqual(['body/effectiveOn is not in the form asked for', 'body/name is required']);
  expect(await faults('/operation', { type: 'split', id, effectiveOn: '2026-12-01' })).toEqual([
    'body/type is none of the choices',
  ]);
});

test('what is right passes as before: coerced, and not looked through twice', async () => {
  const answer = await app.inject({ method: 'POST', url: '/form', payload: { name: '一', classes: '3' } });
  expect(answer.json()).toEqual({ name: '一', classes: 3 });
});

test('a long list is told its first fault only: finding all would cost memory before anyone signed in', async () => {
  const days = Array.from({ length: 5_000 }, () => 'x');
  expect(isForm({ days })).toBe(false);
  expect(isForm({ days: days.slice(0, 100) })).toBe(true);
  expect(isForm({ text: 'x'.repeat(30_000) })).toBe(false);
  expect(await faults('/form', { classes: 3, name: '一', days })).toHaveLength(1);
  expect(await faults('/form', { classes: 3, name: '一', days: days.slice(0, 100) })).toHaveLength(100);
});
