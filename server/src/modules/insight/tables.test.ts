import { readSpreadsheet } from '@lianfang/server/kernel/sheet/read';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld } from '../../../../test/support/world.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const sheet = {
  name: '未报/名单',
  columns: ['学校', '未报', '电话'],
  rows: [
    ['清河县第一小学', 4, '0571-80000000'],
    ['=HYPERLINK("http://x")', 0, null],
  ],
};
const ask = (headers: Record<string, string>, payload: object) =>
  app.app.inject({ method: 'POST', url: '/api/tables/xlsx', headers, payload });

test('rows become a workbook: numbers stay numbers, no text becomes a formula', async () => {
  const world = await makeWorld(app.db);
  const headers = await as(app, ['class-teacher', world.id('S1-G1-1')]);
  const answer = await ask(headers, { name: '未报名单', sheets: [sheet] });
  expect([answer.statusCode, answer.headers['content-disposition']]).toEqual([
    200,
    expect.stringContaining(encodeURIComponent('未报名单.xlsx')),
  ]);
  const { sheets } = await readSpreadsheet(answer.rawPayload, 'x.xlsx');
  expect(sheets[0]?.rows.map((r) => Array.from(r.cells, (c) => [c?.kind, c?.text]))).toEqual([
    [
      ['text', '学校'],
      ['text', '未报'],
      ['text', '电话'],
    ],
    [
      ['text', '清河县第一小学'],
      ['number', '4'],
      ['text', '0571-80000000'],
    ],
    [
      ['text', `'=HYPERLINK("http://x")`],
      ['number', '0'],
    ],
  ]);
  expect((await ask(headers, { name: 'x', sheets: [] })).statusCode).toBe(400);
  expect((await ask({}, { name: 'x', sheets: [sheet] })).statusCode).toBe(401);
});
