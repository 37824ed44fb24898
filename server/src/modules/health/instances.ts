import type { Services } from '../../kernel/endpoint.ts';
import type { Runtime } from '../../kernel/module.ts';
import { CheckDesk } from './desk.ts';
import { FactsCache } from './facts.ts';

interface Instances {
  readonly desk: CheckDesk;
  readonly facts: FactsCache;
}

/** One desk and one cache an application; handlers find them by the services they are given. */
const byServices = new WeakMap<Services, Instances>();

function of(services: Services): Instances {
  const found = byServices.get(services);
  if (!found) throw new Error('the health module has not been started for these services');
  return found;
}
export const deskOf = (services: Services): CheckDesk => of(services).desk;
export const factsOf = (services: Services): FactsCache => of(services).facts;

export function startInstances(runtime: Runtime): () => Promise<void> {
  const facts = new FactsCache(runtime.db, runtime.events);
  const desk = new CheckDesk(runtime, facts);
  byServices.set(runtime, { facts, desk });
  return async () => {
    await desk.idle();
    facts.close();
  };
}
