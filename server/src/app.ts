import swagger from '@fastify/swagger';
import { ProblemDetails } from '@lianfang/contract/problem';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Authenticate, UnitDirectory } from './kernel/actor.ts';
import type { Clock } from './kernel/clock.ts';
import type { Database } from './kernel/db.ts';
import type { AnyEndpoint, Services } from './kernel/endpoint.ts';
import type { EventHub } from './kernel/events.ts';
import { answerProblems, mount } from './kernel/http.ts';
import { modules } from './modules/index.ts';

export interface AppOptions {
  readonly db: Database;
  /** Connection string of the owner: for libraries that keep their own pool (sessions, jobs). */
  readonly databaseUrl: string;
  readonly events: EventHub;
  readonly clock: Clock;
  /** Key material for column encryption and session signing, ≥ 32 bytes. */
  readonly secret: Buffer;
  readonly demo: boolean;
  readonly logger: FastifyServerOptions['logger'];
  /** Public address, for links and cookies; default: that of the request. */
  readonly baseUrl?: string;
}

/** What a module gives the application: its routes, and what it starts. */
export interface Module {
  readonly name: string;
  readonly routes: readonly AnyEndpoint[];
  /** Registers what is not an endpoint (plugins, raw mounts) and starts timers; returns the way to stop. */
  start?(app: FastifyInstance, runtime: Runtime): Promise<(() => Promise<void>) | undefined>;
}

/** Services plus what only modules' start functions need. */
export interface Runtime extends Services, AppOptions {
  /** Set by the access module. */
  authenticate: Authenticate;
  /** Set by the org module. */
  units: UnitDirectory;
}

/** Every endpoint of every module: what the server mounts and the tests walk. */
export const allRoutes = (): readonly AnyEndpoint[] => modules.flatMap((m) => m.routes);

/** The one application, for production and tests. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger,
    bodyLimit: 25 * 1024 * 1024,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', useDefaults: true } },
    trustProxy: 'loopback',
  });
  app.addSchema(ProblemDetails);
  answerProblems(app);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'LianFang API', version: '0.1.0', license: { name: 'Apache-2.0' } },
    },
  });
  const runtime: Runtime = {
    ...options,
    authenticate: async () => null,
    units: { get: async () => null },
  };
  const stops: (() => Promise<void>)[] = [];
  for (const module of modules) {
    const stop = await module.start?.(app, runtime);
    if (stop) stops.push(stop);
  }
  for (const endpoint of allRoutes())
    mount(app, endpoint, runtime, (headers) => runtime.authenticate(headers));
  app.get('/health', { schema: { hide: true } }, async () => {
    await options.db.pool.query('select 1');
    return { status: 'ok' };
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.addHook('onClose', async () => {
    for (const stop of stops.reverse()) await stop();
  });
  return app;
}
