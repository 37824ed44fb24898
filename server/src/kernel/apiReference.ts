import reference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { contentSecurityPolicy, hashesOfInlineScripts } from './headers.ts';

const PREFIX = '/api/docs';

/**
 * The reference page of the API. Everything it needs comes from this server (no font, proxy, telemetry or assistant
 * from elsewhere), so it works in a network without internet.
 */
export async function serveApiReference(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) => {
      if (
        typeof payload === 'string' &&
        reply.getHeader('content-type')?.toString().startsWith('text/html')
      ) {
        reply.header('content-security-policy', contentSecurityPolicy(hashesOfInlineScripts(payload)));
      } else reply.header('cache-control', 'public, max-age=3600');
      return payload;
    });
    await scope.register(reference, {
      routePrefix: PREFIX,
      configuration: {
        url: '/api/openapi.json',
        pageTitle: 'LianFang API',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: 'never',
      },
    });
  });
}
