import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Authenticate, UnitDirectory } from './actor.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db.ts';
import type { AnyEndpoint, Services } from './endpoint.ts';
import type { EventHub } from './events.ts';
import type { Jobs } from './jobs.ts';

export interface AppOptions {
  readonly db: Database;
  /** Connection string of the owner: for libraries that keep their own pool (sessions, jobs). */
  readonly databaseUrl: string;
  readonly events: EventHub;
  readonly clock: Clock;
  /** Key material for column encryption and session signing, ≥ 32 bytes. */
  readonly secret: Buffer;
  readonly logger: FastifyBaseLogger | false;
  /** Public address, for links and cookies; default: that of the request. */
  readonly baseUrl?: string;
  /** Lets other machines read /metrics. */
  readonly metricsToken?: string;
  /** Ways to tell people beyond the inbox (SMS, WeCom, DingTalk …). */
  readonly channels?: readonly Channel[];
  /** false: nothing runs by itself; tests drive the handlers. */
  readonly jobs?: boolean;
}

/** What a module gives the application: its routes, and what it starts. */
export interface Module {
  readonly name: string;
  readonly routes: readonly AnyEndpoint[];
  /** Registers what is not an endpoint (plugins, raw mounts) and starts timers; returns the way to stop. */
  start?(app: FastifyInstance, runtime: Runtime): Promise<(() => Promise<void>) | undefined>;
}

/** Services plus what only modules' start functions need. */
export interface Runtime extends Services, Omit<AppOptions, 'channels' | 'jobs'> {
  readonly jobs: Jobs;
  /** Set by the access module. */
  authenticate: Authenticate;
  /** Set by the org module. */
  units: UnitDirectory;
}
