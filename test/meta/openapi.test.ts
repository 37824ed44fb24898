import { allRoutes } from '@lianfang/server/app';
import { validate } from '@scalar/openapi-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Record<string, { schema: unknown }>;
  };
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

let app: TestApp;
let document: Document;
beforeAll(async () => {
  app = await testApp();
  document = (await app.app.inject('/api/openapi.json')).json();
});
afterAll(() => app.close());

const operation = (id: string): Operation =>
  Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .find((o) => o.operationId === id)!;

test('the document is valid OpenAPI 3.1, references and all', async () => {
  expect(document.openapi).toBe('3.1.0');
  const { valid, errors } = await validate(structuredClone(document) as unknown as Record<string, unknown>);
  expect({ valid, errors: errors ?? [] }).toEqual({ valid: true, errors: [] });
});

test('a document with a dangling reference would not pass', async () => {
  const broken = structuredClone(document) as unknown as Record<string, unknown> & {
    components: { schemas?: object };
  };
  delete broken.components.schemas;
  expect((await validate(broken as Record<string, unknown>)).valid).toBe(false);
});

test('every endpoint is in it once, with each part of its address', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, o]) => ({ path, method, o })),
  );
  expect(described.map(({ o }) => o.operationId).sort()).toEqual(
    allRoutes()
      .map((r) => r.id)
      .sort(),
  );
  for (const { path, o } of described) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
    const given = (o.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name);
    expect(given.sort(), path).toEqual(named.sort());
  }
});

test('what is sent to an endpoint is described, an uploaded file too', () => {
  for (const route of allRoutes()) {
    const types = Object.keys(operation(route.id).requestBody?.content ?? {});
    const expected = route.multipart ? ['multipart/form-data'] : route.body ? ['application/json'] : [];
    expect(types, route.id).toEqual(expected);
  }
  expect(operation('receiveImport').requestBody).toMatchObject({
    required: true,
    content: {
      'multipart/form-data': {
        schema: { required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
      },
    },
  });
});
