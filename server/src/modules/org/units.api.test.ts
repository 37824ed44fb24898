import type { TreePage, UnitView } from '@lianfang/contract/org';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let app: TestApp;
let world: World;
let province: Headers;
let countyA: Headers;
let street: Headers;
let teacher: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  province = await as(app, ['administrator', world.id('PROV')]);
  countyA = await as(app, ['county-officer', world.id('CA')]);
  street = await as(app, ['street-officer', world.id('ST')]);
  teacher = await as(app, ['class-teacher', world.id('S1-G1-1')]);
});
afterAll(() => app.close());

async function get<T>(url: string, headers: Headers): Promise<T> {
  const answer = await app.app.inject({ method: 'GET', url: `/api${url}`, headers });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer.json<T>();
}
const status = async (method: 'GET' | 'POST' | 'PATCH', url: string, headers: Headers, payload?: object) =>
  (await app.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) })).statusCode;
const names = (page: { rows: readonly { name: string }[] }) => page.rows.map((r) => r.name);

test('the tree begins at what one looks after and shows both lines', async () => {
  expect(names(await get<TreePage>('/units/tree', countyA))).toEqual(['清河县']);
  const below = await get<TreePage>(`/units/tree?parent=${world.id('CA')}`, countyA);
  expect(names(below)).toEqual([
    '河东街道',
    '河西街道',
    '清河县第一小学',
    '清河县第二中学',
    '清河县教育局应急办',
  ]);
  const community = await get<TreePage>(`/units/tree?parent=${world.id('CO1')}`, street);
  expect(community.rows).toMatchObject([{ name: '清河县第一小学', line: 'territorial', children: 3 }]);
});

test('pages of the tree and of the search follow on without gap or repetition', async () => {
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const page: TreePage = await get(
      `/units/tree?parent=${world.id('CA')}&limit=2${after && `&after=${after}`}`,
      countyA,
    );
    seen.push(...names(page));
    if (!page.next) break;
    after = page.next;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
  expect(await status('GET', '/units?after=xyz', countyA)).toBe(400);
});

test('search finds by part of a name or beginning of a code, within the scope, wildcards being letters', async () => {
  expect(names(await get('/units?q=小学', countyA))).toEqual(['清河县第一小学']);
  expect(names(await get('/units?q=S3', countyA))).toEqual([]);
  const boards = names(await get('/units?role=region,institution', countyA));
  expect(boards).toEqual(expect.arrayContaining(['清河县', '清河县第一小学']));
  expect(boards).not.toContain('河东街道');
  expect(names(await get('/units?q=%25', province))).toEqual([]);
  const hit = await get<{ rows: { path: string }[] }>('/units?q=1班&kind=class&limit=1', teacher);
  expect(hit.rows[0]!.path).toBe('一年级 · 清河县第一小学 · 清河县 · 云川市 · 云岭省');
});

test('classes come grade by grade as in the tree, page by page too', async () => {
  const sorted = (code: string, sort: number) =>
    app.db.tx('*', (tx) =>
      sql`update org.unit set sort = ${sort} where id = ${world.id(code)}::bigint`.execute(tx),
    );
  await sorted('S1-G1', 2);
  await sorted('S1-G6', 1);
  const classes = `/units?kind=class&under=${world.id('S1')}`;
  const all = names(await get(classes, countyA));
  expect(all.map((name) => name.slice(0, 3))).toEqual(['六年级', '六年级', '一年级', '一年级']);
  const paged: string[] = [];
  let after = '';
  do {
    const page = await get<{ rows: { name: string }[]; next?: string }>(
      `${classes}&limit=1${after}`,
      countyA,
    );
    paged.push(...names(page));
    after = page.next ? `&after=${page.next}` : '';
  } while (after);
  expect(paged).toEqual(all);
});

test('a unit shows both its lines, what is below, and what the reader may do', async () => {
  const school = await get<UnitView>(`/units/${world.id('S1')}`, countyA);
  expect(school.main.map((u) => u.name)).toEqual(['清河县', '云川市', '云岭省']);
  expect(school.territorial.map((u) => u.name)).toEqual(['杨柳社区', '河东街道']);
  expect(school.below).toEqual([
    { kind: 'grade', count: 2 },
    { kind: 'class', count: 4 },
    { kind: 'office', count: 1 },
  ]);
  expect(school.can).toMatchObject({ move: true, rename: true, calendar: true });
  const mine = await get<UnitView>(`/units/${world.id('S1-G1-1')}`, teacher);
  expect(mine.territoryOf).toMatchObject({ name: '清河县第一小学' });
  expect(mine.can).toMatchObject({ move: false, rename: false, calendar: false });
});

test('foreign units answer as if they were not there', async () => {
  for (const path of ['', '/subtree', '/history', '/operations', '/posts', '/calendar?month=2026-11']) {
    expect(await status('GET', `/units/${world.id('S3')}${path}`, countyA)).toBe(404);
    expect(await status('GET', `/units/${world.id('S1-G1-2')}${path}`, teacher)).toBe(404);
  }
  expect(await status('GET', `/units/tree?parent=${world.id('CB')}`, countyA)).toBe(404);
  expect(await status('GET', `/parameters?unit=${world.id('CB')}`, countyA)).toBe(404);
  expect(await status('PATCH', `/units/${world.id('S3')}`, countyA, { sort: 1 })).toBe(404);
});

test('a unit is made, edited from today on, and audited; without the right it is refused', async () => {
  const input = {
    parentId: world.id('CA'),
    kind: 'school',
    name: '新校',
    code: 'NEW',
    attributes: { stage: 'primary' },
  };
  expect(await status('POST', '/units', street, { ...input, parentId: world.id('ST') })).toBe(403);
  const made = await app.app.inject({ method: 'POST', url: '/api/units', headers: countyA, payload: input });
  expect(made.statusCode).toBe(201);
  const { id } = made.json<{ id: string }>();
  expect(
    await status('PATCH', `/units/${id}`, countyA, { attributes: { boarding: true }, code: 'NEW2' }),
  ).toBe(200);
  const unit = await get<UnitView>(`/units/${id}`, countyA);
  expect(unit).toMatchObject({ code: 'NEW2', attributes: { stage: 'primary', boarding: true } });
  expect(await status('PATCH', `/units/${id}`, countyA, { code: 'S1' })).toBe(409);
  const { rows } = await app.db.pool.query(
    `select verb from kernel.audit_entry where unit_id = $1 order by seq`,
    [id],
  );
  expect(rows.map((r) => r.verb)).toEqual(['unit.create', 'unit.edit']);
});
