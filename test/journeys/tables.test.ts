import { readFileSync } from 'node:fs';
import { readSpreadsheet } from '@lianfang/server/kernel/sheet/read';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { desktop, launch, picture, visitor } from '../support/browser.ts';
import { signIn } from '../support/enter.ts';
import { makeWorld, type World } from '../support/world.ts';

let app: TestApp;
let world: World;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  app = await testApp({ now: '2026-11-18T08:40:00+08:00' });
  world = await makeWorld(app.db);
  await makeAccount(app, [['county-officer', world.id('CA')]], { username: 'county', name: '顾文澜' });
  const origin = await app.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launch();
  ({ page } = await visitor(browser, desktop, origin));
  await signIn(page, 'county', '/boards?slot=morning');
});
afterAll(async () => {
  await browser?.close();
  await app.close();
});

/** Clicks, and reads the workbook that comes as a user's Excel would. */
async function excelOf(place: string): Promise<{ name: string; rows: string[][] }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(place).getByRole('button', { name: 'Excel' }).first().click(),
  ]);
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  const { sheets } = await readSpreadsheet(bytes, download.suggestedFilename());
  const rows = sheets[0]!.rows.map((r) => Array.from(r.cells, (c) => c?.text ?? ''));
  return { name: download.suggestedFilename(), rows };
}

test('charts, lists and the unit tree come as Excel workbooks with what the page shows', async () => {
  await page.locator('.lf-chart').first().waitFor();
  await picture(page, 'tables-board');
  const chart = await excelOf('.lf-chart');
  expect(chart.name).toMatch(/\.xlsx$/);
  expect(chart.rows[0]).toEqual(['日期', '报送率', '按时率']);

  await page.locator('.lf-missing li').first().waitFor();
  const missing = await excelOf('.lf-missing');
  expect(missing.rows.map((r) => r[0])).toEqual(['学校', '清河县第一小学', '清河县第二中学']);

  const below = await excelOf('.lf-table');
  expect(below.rows.map((r) => r[0])).toEqual(expect.arrayContaining(['清河县第一小学', '清河县第二中学']));

  await page.goto(`/units?unit=${world.id('S1')}`);
  await page.getByRole('heading', { name: '下属单位' }).waitFor();
  await picture(page, 'tables-units');
  const units = await excelOf('.lf-org-section-head');
  expect(units.rows[0]).toEqual(['单位代码', '单位名称', '单位类型', '上级单位代码', '上级单位']);
  expect(units.rows).toContainEqual(['S1-G1-1', '一年级1班', '班级', 'S1-G1', '一年级']);
});
