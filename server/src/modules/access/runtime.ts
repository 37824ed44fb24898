import type { Services } from '../../kernel/endpoint.ts';
import type { Runtime } from '../../kernel/module.ts';
import type { Auth } from './auth.ts';
import type { Authenticator } from './authenticate.ts';

/** What the module's handlers need of a running application; routes are static tables shared by several in tests. */
export interface AccessRuntime {
  readonly auth: Auth;
  readonly authenticator: Authenticator;
  readonly baseUrl: string | undefined;
}

const running = new WeakMap<Services, AccessRuntime>();

export function setAccessRuntime(runtime: Runtime, access: AccessRuntime): void {
  running.set(runtime, access);
}

export function accessOf(services: Services): AccessRuntime {
  return running.get(services)!;
}
