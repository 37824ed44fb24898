import type { UnitKinds } from '@lianfang/contract/org';
import type { PostKinds } from '@lianfang/contract/orgKinds';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let app: TestApp;
let world: World;
let administrator: Headers;
let registrar: Headers;
let top: string;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  top = world.id('PROV');
  administrator = await as(app, ['administrator', top]);
  registrar = await as(app, ['registrar', world.id('S1')]);
});
afterAll(() => app.close());

const call = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers = administrator) =>
  app.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
const ward = (more: object = {}) => ({
  unit: top,
  code: 'ward',
  nameZh: '托班',
  nameEn: 'Day-care group',
  role: 'group',
  parents: ['school', 'kindergarten'],
  checksLike: 'class',
  ...more,
});
const makeWard = (name: string) =>
  call('POST', '/units', { parentId: world.id('S1'), kind: 'ward', name, openedOn: '2026-09-01' }, registrar);

test('a kind of unit is added, used, and its checks are due like those it takes after', async () => {
  expect((await call('POST', '/unit-kinds', ward())).statusCode).toBe(201);
  expect((await call('POST', '/unit-kinds', ward())).json().code).toBe('org.kind-code-taken');
  expect((await call('POST', '/unit-kinds', ward({ code: 'w2', parents: ['street'] }))).json().code).toBe(
    'org.kind-parents',
  );
  const { rows } = (await call('GET', '/unit-kinds')).json<UnitKinds>();
  expect(rows.find((k) => k.code === 'ward')).toMatchObject({
    nameZh: '托班',
    role: 'group',
    retired: false,
  });
  const made = await makeWard('彩虹托班');
  expect(made.statusCode, made.body).toBe(201);
  const officer = await as(app, ['health-officer', world.id('S1')]);
  const groups = await call(
    'GET',
    `/reporting/groups?unit=${world.id('S1')}&date=2026-11-18&slot=morning`,
    undefined,
    officer,
  );
  const mine = groups
    .json<{ rows: { name: string; slot: string }[] }>()
    .rows.filter((g) => g.name === '彩虹托班');
  expect(mine.map((g) => g.slot)).toContain('morning');
});

test('an institution of a kind that reports by itself owes the checks of the kind it takes after', async () => {
  const clinic = ward({
    code: 'clinic',
    nameZh: '诊所',
    nameEn: 'Clinic',
    role: 'institution',
    parents: ['county'],
  });
  expect((await call('POST', '/unit-kinds', { ...clinic, checksLike: 'office' })).statusCode).toBe(201);
  const { rows } = (await call('GET', '/unit-kinds')).json<UnitKinds>();
  expect(rows.find((k) => k.code === 'clinic')).toMatchObject({ role: 'institution', reportsAs: 'office' });
  const county = await as(app, ['administrator', world.id('CA')], ['county-officer', world.id('CA')]);
  const made = await call(
    'POST',
    '/units',
    { parentId: world.id('CA'), kind: 'clinic', name: '清河县诊所', openedOn: '2026-09-01' },
    county,
  );
  expect(made.statusCode, made.body).toBe(201);
  const url = `/reporting/groups?unit=${world.id('CA')}&date=2026-11-18&slot=morning`;
  const { rows: groups } = (await call('GET', url, undefined, county)).json<{
    rows: { name: string; unitId: string; schoolId: string }[];
  }>();
  const mine = groups.find((g) => g.name === '清河县诊所');
  expect(mine?.unitId).toBe(mine?.schoolId);
  expect(mine).toBeDefined();
});

test('renamed it keeps its code; retired nothing new is made of it, and what there is stays', async () => {
  const patch = (more: object) => call('PATCH', '/unit-kinds/ward', { unit: top, ...more });
  expect((await patch({ nameZh: '托育班' })).statusCode).toBe(200);
  expect((await patch({ retired: true })).statusCode).toBe(200);
  const { rows } = (await call('GET', '/unit-kinds')).json<UnitKinds>();
  expect(rows.find((k) => k.code === 'ward')).toMatchObject({ nameZh: '托育班', retired: true });
  expect((await makeWard('星星托班')).json()).toMatchObject({
    code: 'org.bad-placing',
    errors: [{ code: 'retired' }],
  });
  const hits = (await call('GET', '/units?q=彩虹托班', undefined, registrar)).json<{ rows: object[] }>();
  expect(hits.rows).toHaveLength(1);
  expect((await patch({ retired: false })).statusCode).toBe(200);
  expect((await makeWard('星星托班')).statusCode).toBe(201);
});

test('a kind of post is added, given, retired', async () => {
  const nurse = {
    unit: top,
    code: 'nurse',
    nameZh: '保健员',
    nameEn: 'Nurse',
    unitRoles: ['institution'],
    permissions: ['unit.view', 'figures.view'],
  };
  expect((await call('POST', '/post-kinds', nurse)).statusCode).toBe(201);
  const { id: accountId } = await makeAccount(app, []);
  const give = () =>
    call(
      'POST',
      `/units/${world.id('S1')}/posts`,
      { accountId, postKind: 'nurse', from: '2026-11-18' },
      registrar,
    );
  expect((await give()).statusCode).toBe(201);
  expect((await call('PATCH', '/post-kinds/nurse', { unit: top, retired: true })).statusCode).toBe(200);
  expect((await give()).json().code).toBe('org.post-not-here');
  const { rows } = (await call('GET', '/post-kinds')).json<PostKinds>();
  expect(rows.at(-1)).toMatchObject({ code: 'nurse', retired: true });
  const kept = await call('PATCH', '/post-kinds/administrator', { unit: top, retired: true });
  expect(kept.json().code).toBe('org.kind-needed');
});

test('what a post allows is changed for all who hold it, at once; nobody locks the platform up', async () => {
  const reach = (code: string, headers = administrator) =>
    call('GET', `/post-kinds/${code}/reach?unit=${top}`, undefined, headers);
  expect((await call('PATCH', '/post-kinds/nurse', { unit: top, retired: false })).statusCode).toBe(200);
  const holder = await as(app, ['nurse', world.id('S1')]);
  const people = () => call('GET', `/people?unit=${world.id('S1')}`, undefined, holder);
  expect((await people()).statusCode).toBe(403);
  expect((await reach('nurse')).json()).toEqual({ holders: 2, units: 1, coming: 0 });
  expect((await reach('none')).statusCode).toBe(404);
  expect((await reach('nurse', registrar)).statusCode).toBe(403);
  const change = (code: string, permissions: string[]) =>
    call('PATCH', `/post-kinds/${code}`, { unit: top, permissions });
  expect((await change('nurse', ['unit.view', 'person.view'])).statusCode).toBe(200);
  await expect.poll(async () => (await people()).statusCode, { timeout: 2_000 }).toBe(200);
  expect((await change('nurse', ['figures.view'])).statusCode).toBe(200);
  await expect.poll(async () => (await people()).statusCode, { timeout: 2_000 }).toBe(403);
  expect((await change('nurse', [])).statusCode).toBe(400);
  expect((await change('administrator', ['unit.view'])).json().code).toBe('org.kind-needs-admin');
  expect((await call('GET', '/post-kinds')).json<PostKinds>().rows[0]!.permissions).toContain(
    'platform.admin',
  );
  const { rows } = (await call('GET', `/audit?unit=${top}`)).json<{
    rows: { verb: string; detail: { before?: string[]; permissions?: string[] } }[];
  }>();
  expect(rows.find((r) => r.detail.permissions?.[0] === 'figures.view')).toMatchObject({
    verb: 'post-kind.change',
    detail: { before: ['unit.view', 'person.view'] },
  });
});

test('only the administrator at the top decides, and each change is in the audit', async () => {
  const local = await as(app, ['administrator', world.id('CA')]);
  const here = { ...ward({ code: 'w3' }), unit: world.id('CA') };
  expect((await call('POST', '/unit-kinds', here, local)).json().code).toBe('kernel.forbidden');
  expect((await call('POST', '/unit-kinds', ward({ code: 'w3' }), local)).statusCode).toBe(404);
  expect((await call('POST', '/unit-kinds', ward({ code: 'w3' }), registrar)).statusCode).toBe(403);
  expect((await call('PATCH', '/unit-kinds/none', { unit: top, retired: true })).statusCode).toBe(404);
  const { rows } = (await call('GET', `/audit?unit=${top}`)).json<{ rows: { verb: string }[] }>();
  const verbs = rows.map((r) => r.verb).filter((v) => v.includes('kind'));
  expect(verbs.toSorted()).toEqual([
    ...Array(4).fill('post-kind.change'),
    'post-kind.create',
    ...Array(3).fill('unit-kind.change'),
    'unit-kind.create',
    'unit-kind.create',
  ]);
});
