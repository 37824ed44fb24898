import { readFileSync } from 'node:fs';
import { readSpreadsheet } from '@lianfang/server/kernel/sheet/read';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../support/access.ts';
import { desktop, picture, visitor } from '../support/browser.ts';
import { signIn } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

const here = journey({ now: '2026-11-18T08:40:00+08:00' });
let page: Page;
beforeAll(async () => {
  await makeAccount(here.app, [['county-officer', here.world.id('CA')]], {
    username: 'county',
    name: '顾文澜',
  });
  ({ page } = await visitor(here.browser, desktop, here.origin));
  await signIn(page, 'county', '/boards?slot=morning');
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

  await page.goto(`/units?unit=${here.world.id('S1')}`);
  await page.getByRole('heading', { name: '下属单位' }).waitFor();
  await picture(page, 'tables-units');
  const units = await excelOf('.lf-org-section-head');
  expect(units.rows[0]).toEqual(['单位代码', '单位名称', '单位类型', '上级单位代码', '上级单位']);
  expect(units.rows).toContainEqual(['S1-G1-1', '一年级1班', '班级', 'S1-G1', '一年级']);
});
