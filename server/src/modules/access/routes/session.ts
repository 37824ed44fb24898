import {
  ChangePassword,
  DeviceSession,
  LocaleChoice,
  SecondFactor,
  SessionView,
  SignIn,
  SignInAnswer,
} from '@lianfang/contract/access';
import { Ok } from '@lianfang/contract/common';
import Type from 'typebox';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { langOf } from '../../../kernel/http.ts';
import { currentSession } from '../current.ts';
import { endOtherSessions, endSession, readDevices } from '../devices.ts';
import { changePassword } from '../passwords.ts';
import { accessOf } from '../runtime.ts';
import { readSession, setLocale } from '../session.ts';
import { secondFactor, signIn, signOut } from '../signin.ts';
import { guarded } from '../throttle.ts';

const ok = { ok: true } as const;
const tag = 'session';

export const sessionRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/session',
    id: 'readSession',
    summary: 'Who is signed in, with posts and permissions',
    tag,
    access: { kind: 'signed-in' },
    response: SessionView,
    handler: async ({ tx, actor, services, request, reply }) => {
      await currentSession(services, request, reply);
      return readSession(tx, actor, services, langOf(request));
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/session/sign-in',
    id: 'signIn',
    summary: 'Sign in with username and password',
    tag,
    access: { kind: 'public' },
    body: SignIn,
    response: SignInAnswer,
    transaction: 'own',
    handler: async (call) => signIn(call, call.body),
  }),
  endpoint({
    method: 'POST',
    url: '/api/session/two-factor',
    id: 'signInSecondFactor',
    summary: 'Finish signing in with a code',
    tag,
    access: { kind: 'public' },
    body: SecondFactor,
    response: SignInAnswer,
    transaction: 'own',
    handler: async (call) => secondFactor(call, call.body),
  }),
  endpoint({
    method: 'POST',
    url: '/api/session/sign-out',
    id: 'signOut',
    summary: 'Sign out on this device',
    tag,
    access: { kind: 'signed-in' },
    response: Ok,
    transaction: 'own',
    handler: async (call) => {
      await signOut(call, call.actor.accountId);
      return ok;
    },
  }),
  endpoint({
    method: 'PUT',
    url: '/api/session/locale',
    id: 'chooseLocale',
    summary: 'Language of the interface and of notices',
    tag,
    access: { kind: 'signed-in' },
    body: LocaleChoice,
    response: Ok,
    handler: async ({ tx, actor, body }) => {
      await setLocale(tx, actor.accountId, body.locale);
      return ok;
    },
  }),
  endpoint({
    method: 'PUT',
    url: '/api/session/password',
    id: 'changePassword',
    summary: 'Change one’s own password; other sessions end',
    tag,
    access: { kind: 'signed-in' },
    body: ChangePassword,
    response: Ok,
    handler: async ({ tx, actor, body, services, request }) => {
      const keep = (await currentSession(services, request))?.id;
      await guarded(actor.accountId, services.clock.now().epochMilliseconds, () =>
        changePassword(tx, actor.accountId, body, keep),
      );
      // The NOTIFY follows the commit by some milliseconds; the browser's next question must not be answered from before.
      accessOf(services).authenticator.forget(actor.accountId);
      return ok;
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/session/devices',
    id: 'listSessions',
    summary: 'Devices signed in to this account',
    tag,
    access: { kind: 'signed-in' },
    response: Type.Object({ rows: Type.Array(DeviceSession) }),
    handler: async ({ tx, actor, services, request }) => ({
      rows: await readDevices(tx, actor.accountId, (await currentSession(services, request))?.id),
    }),
  }),
  endpoint({
    method: 'DELETE',
    url: '/api/session/devices/:id',
    id: 'endSession',
    summary: 'Sign out one device',
    tag,
    access: { kind: 'signed-in' },
    params: Type.Object({ id: Type.String() }),
    response: Ok,
    handler: async ({ tx, actor, params }) => {
      await endSession(tx, actor.accountId, params.id);
      return ok;
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/session/devices/end-others',
    id: 'endOtherSessions',
    summary: 'Sign out everywhere else',
    tag,
    access: { kind: 'signed-in' },
    response: Type.Object({ ended: Type.Integer() }),
    handler: async ({ tx, actor, services, request }) => ({
      ended: await endOtherSessions(tx, actor.accountId, (await currentSession(services, request))?.id),
    }),
  }),
];
