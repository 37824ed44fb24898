import { Ok } from '@lianfang/contract/common';
import {
  DemoAccounts,
  SetupAdministrator,
  SetupDemo,
  SetupProgress,
  SetupState,
} from '@lianfang/contract/setup';
import { dateOf } from '../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { Problem } from '../../kernel/problem.ts';
import { createAdministrator } from './administrator.ts';
import { readDemoAccounts } from './demoAccounts.ts';
import { loadingOf } from './loading.ts';
import { endSetup, isDemo, isSetUp, requireToken } from './state.ts';

const access = { kind: 'public' } as const;
const tag = 'setup';

export const setupRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/setup',
    id: 'getSetup',
    summary: 'Whether the platform is still to be set up, and where the demo county is',
    tag,
    access,
    response: SetupState,
    handler: async ({ tx, services }) => {
      const loading = loadingOf(services).progress.state === 'loading';
      const demo: SetupState['demo'] = (await isDemo(tx)) ? 'loaded' : loading ? 'loading' : 'none';
      return { needed: !(await isSetUp(tx)), demo };
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/setup/administrator',
    id: 'setUpAdministrator',
    summary: 'First run: make the unit at the top and its administrator',
    tag,
    access,
    status: 201,
    body: SetupAdministrator,
    response: Ok,
    handler: async ({ tx, body, services }) => {
      await requireToken(tx, body.token);
      if (loadingOf(services).progress.state === 'loading') throw new Problem('setup.busy');
      await createAdministrator(tx, { ...body, by: 'setup' }, dateOf(services.clock).toString());
      await endSetup(tx);
      return { ok: true as const };
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/setup/demo',
    id: 'setUpDemo',
    summary: 'First run: load the fictional demo county; ask for the progress meanwhile',
    tag,
    access,
    status: 202,
    transaction: 'own',
    body: SetupDemo,
    response: Ok,
    handler: async ({ body, services, request }) => {
      await services.db.tx([], (tx) => requireToken(tx, body.token));
      const loading = loadingOf(services);
      if (loading.progress.state === 'loading') throw new Problem('setup.busy');
      loading
        .run(services)
        .then(() => services.db.tx([], endSetup))
        .catch((error: unknown) => request.log.error(error, 'the demo county could not be loaded'));
      return { ok: true as const };
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/setup/progress',
    id: 'getSetupProgress',
    summary: 'How far the loading of the demo county is',
    tag,
    access,
    transaction: 'own',
    response: SetupProgress,
    handler: async ({ services }) => loadingOf(services).progress,
  }),
  endpoint({
    method: 'GET',
    url: '/api/demo/accounts',
    id: 'listDemoAccounts',
    summary: 'Accounts to try, on a demo platform only',
    tag,
    access,
    response: DemoAccounts,
    handler: ({ tx }) => readDemoAccounts(tx),
  }),
];
