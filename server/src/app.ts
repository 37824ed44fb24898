import { ProblemDetails } from '@lianfang/contract/problem';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serveApiReference } from './kernel/apiReference.ts';
import { columnCrypto } from './kernel/crypto.ts';
import type { AnyEndpoint } from './kernel/endpoint.ts';
import { secureHeaders } from './kernel/headers.ts';
import { answerProblems, mount } from './kernel/http.ts';
import { noJobs, startJobs } from './kernel/jobs.ts';
import { logRequests } from './kernel/logging.ts';
import { serveMetrics } from './kernel/metrics.ts';
import type { AppOptions, Runtime } from './kernel/module.ts';
import { deliverNotices, noticeRoutes } from './kernel/notify.ts';
import { describeApi } from './kernel/openapi.ts';
import { streamRoute } from './kernel/stream.ts';
import { buildValidator } from './kernel/validate.ts';
import { compressAnswers, serveWeb } from './kernel/web.ts';
import { modules } from './modules/index.ts';

/** Every endpoint of every module: what the server mounts and the tests walk. */
export const allRoutes = (): readonly AnyEndpoint[] => [
  streamRoute,
  ...noticeRoutes,
  ...modules.flatMap((m) => m.routes),
];

/** The one application, for production and tests. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ...(options.logger ? { loggerInstance: options.logger } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 25 * 1024 * 1024,
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: 'array',
        useDefaults: true,
        allowUnionTypes: true,
      },
    },
    schemaController: { compilersFactory: { buildValidator } },
    trustProxy: 'loopback',
  });
  app.addSchema(ProblemDetails);
  answerProblems(app);
  logRequests(app);
  secureHeaders(app, options.baseUrl?.startsWith('https:') ?? false);
  await compressAnswers(app);
  serveMetrics(app, options.db, options.metricsToken);
  await describeApi(app);
  const jobs = options.jobs === false ? noJobs : startJobs(options.databaseUrl, options.clock.zone, app.log);
  const runtime: Runtime = {
    ...options,
    jobs,
    channels: options.channels ?? [],
    crypto: columnCrypto(options.secret),
    authenticate: async () => null,
    units: { get: async () => null },
  };
  const stops: (() => Promise<void>)[] = [];
  for (const module of modules) {
    const stop = await module.start?.(app, runtime);
    if (stop) stops.push(stop);
  }
  if (runtime.channels.length > 0) jobs.every('deliver-notices', '* * * * *', () => deliverNotices(runtime));
  for (const endpoint of allRoutes())
    mount(app, endpoint, runtime, (headers) => runtime.authenticate(headers));
  app.get('/health', { schema: { hide: true } }, async () => {
    await options.db.pool.query('select 1');
    return { status: 'ok' };
  });
  await serveApiReference(app);
  await serveWeb(app);
  app.addHook('onClose', async () => {
    await jobs.stop();
    for (const stop of stops.reverse()) await stop();
  });
  return app;
}
