import type { Module } from '../../kernel/module.ts';
import { mapConstraint } from '../../kernel/problem.ts';
import { openAccountBook } from '../org/index.ts';
import { namesOfAccounts } from './accounts.ts';
import { createAuth } from './auth.ts';
import { Authenticator } from './authenticate.ts';
import { refuseForeignOrigins } from './origin.ts';
import { routes } from './routes.ts';
import { setAccessRuntime } from './runtime.ts';

export { createAccounts, hashPassword, type NewAccount } from './accounts.ts';
export { passwordFault } from './domain/password.ts';
export { createToken } from './tokens.ts';

/** Accounts, sessions, tokens, invitations, and who may see what. */
export const access: Module = {
  name: 'access',
  routes,
  async start(app, runtime) {
    mapConstraint('account_username_key', 'access.username-taken');
    mapConstraint('account_email_key', 'access.username-taken');
    openAccountBook({ names: namesOfAccounts });
    const { auth, close } = createAuth(runtime);
    const authenticator = new Authenticator(auth, runtime.db, runtime.clock, runtime.events);
    runtime.authenticate = authenticator.authenticate;
    setAccessRuntime(runtime, { auth, authenticator, baseUrl: runtime.baseUrl });
    refuseForeignOrigins(app, runtime.baseUrl);
    return async () => {
      authenticator.close();
      await close();
    };
  },
};
