import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount, makeActor, tokenOf } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { decide } from './explain.ts';

let t: TestApp;
let world: World;
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t.db);
});
afterAll(() => t.close());

const explain = async (headers: Headers, permission: string, unit?: string) =>
  (
    await t.app.inject({
      url: `/api/session/explain?permission=${permission}${unit ? `&unit=${unit}` : ''}`,
      headers: { ...headers },
    })
  ).json();

test('granted: names the post that grants it', async () => {
  const teacher = await as(t, ['class-teacher', world.id('S1-G1-1')]);
  expect(await explain(teacher, 'check.submit', world.id('S1-G1-1'))).toMatchObject({
    allowed: true,
    reason: 'granted',
    unitName: '一年级1班',
    grants: [{ postName: '班主任', unitName: '一年级1班' }],
  });
});

test('no post: names the posts that would, and the nearest people who may give them', async () => {
  const registrar = await makeAccount(t, [['registrar', world.id('S1')]], { name: '周敏' });
  await makeAccount(t, [['county-officer', world.id('CA')]], { name: '吴强' });
  const teacher = await as(t, ['class-teacher', world.id('S1-G1-1')]);
  const answer = await explain(teacher, 'report.submit', world.id('S1'));
  expect(answer).toMatchObject({ allowed: false, reason: 'no-post', unitName: '清河县第一小学', grants: [] });
  expect(answer.posts.map((p: { code: string }) => p.code)).toEqual(['principal', 'health-officer']);
  expect(answer.contacts.map((c: { name: string }) => c.name)).toEqual(['周敏', '吴强']);
  expect((await explain(await tokenOf(t, registrar.id), 'post.manage')).allowed).toBe(true);
  // Neither may make an administrator, so neither is named for that.
  expect((await explain(teacher, 'platform.admin', world.id('S1'))).contacts).toEqual([]);
});

test('elsewhere: the post counts for other units; a foreign unit and none at all look the same', async () => {
  const principal = await as(t, ['principal', world.id('S1')]);
  const foreign = await explain(principal, 'check.view', world.id('S2'));
  expect(foreign).toMatchObject({
    allowed: false,
    reason: 'elsewhere',
    grants: [{ unitName: '清河县第一小学' }],
    contacts: [],
  });
  expect(foreign).not.toHaveProperty('unitName');
  expect(await explain(principal, 'check.view', '999999999')).toEqual(foreign);
});

test('the explanation is the decision: both follow the lineage', () => {
  const unit = {
    id: '9',
    kind: 'class',
    name: '',
    parentId: '5',
    areaId: '3',
    schoolId: '5',
    receiverId: '5',
    lineage: ['9', '5', '3'],
  };
  const at = (unitId: string) => makeActor([{ unitId, permissions: ['check.view'] }]);
  expect(decide(at('5'), 'check.view', unit).reason).toBe('granted');
  expect(decide(at('6'), 'check.view', unit).reason).toBe('elsewhere');
  expect(decide(at('5'), 'check.submit', unit).reason).toBe('no-post');
  expect(decide({ ...at('5'), mustChangePassword: true }, 'check.view', unit).reason).toBe('password');
});
