import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** Body of an upload in the document only: the handler reads the parts itself. */
const UPLOAD = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary', description: 'one file' } },
} as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A file comes as multipart/form-data. */
    readonly upload?: boolean;
  }
}

/** Describes every route that is registered after it: GET /api/openapi.json (OpenAPI 3.1). */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) =>
        typeof json.$id === 'string' ? json.$id : `schema-${i}`,
    },
    transform: ({ schema, url, route }) => ({
      schema: route?.config?.upload ? { ...schema, body: UPLOAD } : schema,
      url,
    }),
    openapi: {
      openapi: '3.1.0',
      info: { title: 'LianFang API', version: '0.1.0', license: { name: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'a personal API token (账号与安全 → 接口令牌)',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'lianfang.session_token' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
