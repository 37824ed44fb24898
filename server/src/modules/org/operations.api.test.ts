import type { OperationEffect, OperationPage } from '@lianfang/contract/orgOperations';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { populate } from '../../../../test/support/checks.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let app: TestApp;
let world: World;
let city: Headers;
let countyA: Headers;
let registrar: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  city = await as(app, ['administrator', world.id('CITY')]);
  countyA = await as(app, ['county-officer', world.id('CA')]);
  registrar = await as(app, ['registrar', world.id('S1')]);
});
afterAll(() => app.close());

const call = (method: 'GET' | 'POST', url: string, headers: Headers, payload?: object) =>
  app.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
const at = (unit: string) => `/units/${world.id(unit)}/operations`;
const op = (type: string, more: object = {}) => ({
  id: crypto.randomUUID(),
  type,
  effectiveOn: '2026-12-01',
  ...more,
});

test('a preview says what would change and changes nothing', async () => {
  const move = op('move', { parentId: world.id('CB') });
  const preview = await call('POST', `${at('S1')}/preview`, city, move);
  expect(preview.json<OperationEffect>()).toMatchObject({
    totals: { move: 1, follow: 7 },
    units: [{ before: { parent: '清河县' }, after: { parent: '白石县' } }],
    notes: [{ code: 'territory-elsewhere' }],
  });
  expect((await call('GET', at('S1'), city)).json<OperationPage>().rows).toEqual([]);
});

test('apply, list, undo; the second undo is refused', async () => {
  const rename = op('rename', { name: '清河县实验小学' });
  expect((await call('POST', at('S1'), registrar, rename)).statusCode).toBe(201);
  const [row] = (await call('GET', at('S1'), registrar)).json<OperationPage>().rows;
  expect(row).toMatchObject({ id: rename.id, state: 'planned', can: { undo: true } });
  const undo = `${at('S1')}/${rename.id}/undo`;
  expect((await call('POST', `${at('S2')}/${rename.id}/undo`, countyA)).statusCode).toBe(404);
  expect((await call('POST', undo, registrar)).statusCode).toBe(200);
  expect((await call('POST', undo, registrar)).json()).toMatchObject({ code: 'org.undone-already' });
  const { rows } = await app.db.pool.query(
    `select verb from kernel.audit_entry where object = $1 order by seq`,
    [`operation:${rename.id}`],
  );
  expect(rows.map((r) => r.verb)).toEqual(['unit.rename', 'unit.undo']);
});

test('where a unit hangs is decided above it, and only among units of one’s own', async () => {
  expect((await call('POST', at('S1'), registrar, op('close'))).statusCode).toBe(403);
  const out = op('move', { parentId: world.id('CB') });
  expect((await call('POST', at('S1'), countyA, out)).statusCode).toBe(404);
  const merge = op('merge', { intoId: world.id('S3') });
  expect((await call('POST', at('S1'), countyA, merge)).statusCode).toBe(404);
  expect((await call('POST', at('S3'), countyA, op('rename', { name: '别校' }))).statusCode).toBe(404);
});

test('senseless operations are told apart', async () => {
  const code = async (unit: string, headers: Headers, input: object) =>
    (await call('POST', at(unit), headers, input)).json<{ code: string }>().code;
  expect(await code('S1', city, op('merge', { intoId: world.id('S1-G1-1') }))).toBe('org.into-itself');
  expect(await code('S1', city, op('merge', { intoId: world.id('S3') }))).toBe('org.merge-kinds');
  expect(await code('S1', city, op('move', { parentId: world.id('CA') }))).toBe('org.nothing-changes');
  expect(await code('S1', city, op('move', { territoryId: world.id('S2') }))).toBe('org.bad-placing');
  expect(await code('S1', city, op('move', {}))).toBe('org.nothing-changes');
  expect(await code('S1', city, op('rename', { name: '旧名', effectiveOn: '2026-11-01' }))).toBe(
    'org.effective-in-past',
  );
  expect(await code('ST', city, op('promote', {}))).toBe('org.nothing-changes');
});

test('what is wrong is told at the field that was sent', async () => {
  const errors = async (url: string, input: object) =>
    (await call('POST', url, city, input)).json<{ errors: { field: string; row?: number }[] }>().errors;
  const below = await errors(at('S1'), op('move', { parentId: world.id('ST') }));
  expect(below).toMatchObject([{ field: 'parentId', code: 'kind' }]);
  const twice = { kind: 'school', name: '同码小学', code: 'S1', parentId: world.id('CA') };
  const taken = await errors('/units', twice);
  expect(taken).toMatchObject([{ field: 'code' }]);
  expect(taken[0]).not.toHaveProperty('row');
});

test('nobody goes up two grades in a year: a school with this year’s entrants is left alone, and said so', async () => {
  const promote = op('promote', { effectiveOn: '2026-11-30' });
  const alone = await call('POST', `${at('S1')}/preview`, city, promote);
  expect(alone.json()).toMatchObject({ code: 'org.already-promoted', params: { year: '2026' } });
});

test('a county’s promotion shows a school its own part only', async () => {
  const promote = op('promote', { effectiveOn: '2027-09-01', newClasses: { [world.id('S1')]: 3 } });
  const done = await call('POST', at('CA'), countyA, promote);
  expect(done.json<OperationEffect>().totals).toMatchObject({ create: 7, close: 6, rename: 6 });
  const [row] = (await call('GET', at('S1-G1'), registrar)).json<OperationPage>().rows;
  expect(row!.effect.units).toMatchObject([{ after: { name: '二年级' } }]);
  expect(row!.can.undo).toBe(false);
});

test('a merger that takes people along says so before and after, and is not taken back; one still to come is', async () => {
  const owner = new pg.Client({ connectionString: app.url });
  await owner.connect();
  await populate(owner);
  await owner.end();
  const into = { intoId: world.id('S3-G1-2') };
  const preview = async (effectiveOn: string) =>
    (await call('POST', `${at('S3-G1-1')}/preview`, city, op('merge', { ...into, effectiveOn }))).json();
  expect(await preview('2026-12-01')).toMatchObject({ peopleMoved: 0, totals: { close: 1 } });
  expect(await preview('2026-11-18')).toMatchObject({ peopleMoved: 10, totals: { close: 1 } });

  const last = async () =>
    (await call('GET', at('S3-G1-1'), city)).json<OperationPage>().rows.find((r) => r.type === 'merge')!;
  const later = op('merge', into);
  expect((await call('POST', at('S3-G1-1'), city, later)).json()).toMatchObject({ peopleMoved: 0 });
  expect(await last()).toMatchObject({ state: 'planned', can: { undo: true } });
  expect((await call('POST', `${at('S3-G1-1')}/${later.id}/undo`, city)).statusCode).toBe(200);

  const today = op('merge', { ...into, effectiveOn: '2026-11-18' });
  expect((await call('POST', at('S3-G1-1'), city, today)).json()).toMatchObject({ peopleMoved: 10 });
  expect(await last()).toMatchObject({ id: today.id, can: { undo: false }, effect: { peopleMoved: 10 } });
  const undo = await call('POST', `${at('S3-G1-1')}/${today.id}/undo`, city);
  expect(undo.json()).toMatchObject({ code: 'org.undo-in-use', params: { count: 10 } });
});

test('moved today with its street, a school is out of the old county’s sight and in the new one’s', async () => {
  const countyB = await as(app, ['county-officer', world.id('CB')]);
  const url = `/units/${world.id('S2')}`;
  expect((await call('GET', url, countyA)).statusCode).toBe(200);
  const move = op('move', {
    parentId: world.id('CB'),
    territoryId: world.id('ST3'),
    effectiveOn: '2026-11-18',
  });
  const done = await call('POST', at('S2'), city, move);
  expect(done.json<OperationEffect>().notes).toEqual([]);
  // The cached lineage goes with the event of the commit, some milliseconds later.
  await expect.poll(async () => (await call('GET', url, countyA)).statusCode).toBe(404);
  expect((await call('GET', url, countyB)).statusCode).toBe(200);
  const past = `/units/${world.id('CA')}/subtree?date=2026-11-17&limit=500`;
  const names = (await call('GET', past, countyA))
    .json<{ rows: { name: string }[] }>()
    .rows.map((r) => r.name);
  expect(names).toContain('清河县第二中学');
  // In the tree of a past day it stands and opens as it was then; nothing of what came after is told.
  const tree = await call('GET', `/units/tree?parent=${world.id('S2')}&date=2026-11-17`, countyA);
  expect(tree.json<{ rows: { name: string }[] }>().rows.map((r) => r.name)).toContain('七年级');
  const rename = op('rename', { name: '白石县第九中学', effectiveOn: '2026-11-18' });
  expect((await call('POST', at('S2'), countyB, rename)).statusCode).toBe(201);
  const then = await call('GET', `${url}?date=2026-11-17`, countyA);
  expect(then.json()).toMatchObject({
    name: '清河县第二中学',
    main: [{ name: '清河县' }, {}, {}],
    left: true,
  });
  expect(Object.values(then.json<{ can: object }>().can)).not.toContain(true);
  expect(then.body).not.toMatch(/白石|第九/);
  for (const path of ['', '?date=2026-11-18', '/history', '/posts', '/calendar?month=2026-11'])
    expect((await call('GET', `${url}${path}`, countyA)).statusCode, path).toBe(404);
  const later = await call('GET', `/units/tree?parent=${world.id('S2')}&date=2026-11-18`, countyA);
  expect(later.statusCode).toBe(404);
});

test('a merge of today is offered to be undone until a check comes; then the list says why it is not', async () => {
  const countyB = await as(app, ['county-officer', world.id('CB')]);
  const other = {
    kind: 'kindergarten',
    name: '白石县第二幼儿园',
    parentId: world.id('CB'),
    openedOn: '2026-09-01',
  };
  const intoId = (await call('POST', '/units', countyB, other)).json<{ id: string }>().id;
  const merge = op('merge', { intoId, effectiveOn: '2026-11-18' });
  expect((await call('POST', at('S3'), countyB, merge)).statusCode).toBe(201);
  const listed = async () => (await call('GET', at('S3'), countyB)).json<OperationPage>().rows[0]!;
  expect(await listed()).toMatchObject({ id: merge.id, can: { undo: true } });
  expect((await listed()).obstacle).toBeUndefined();
  const teacher = await as(app, ['class-teacher', world.id('S3-G1-2')]);
  const check = {
    id: '01a00000-0000-7000-8000-0000000000aa',
    unit: world.id('S3-G1-2'),
    period: '2026-11-18',
    slot: 'morning',
    madeAt: '2026-11-18T08:00:00+08:00',
    enrolled: 20,
    exceptions: [],
  };
  const sent = await call('POST', '/checks', teacher, check);
  expect(sent.statusCode, sent.body).toBeLessThan(300);
  expect(await listed()).toMatchObject({ can: { undo: false }, obstacle: expect.stringMatching(/1 项记录/) });
  const undo = await call('POST', `${at('S3')}/${merge.id}/undo`, countyB);
  expect(undo.json()).toMatchObject({ code: 'org.undo-in-use', detail: (await listed()).obstacle });
});
