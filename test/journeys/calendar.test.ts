import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editWorkbook } from '../imports/workbook.ts';
import { makeAccount } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { axe, desktop, launch, phone, picture } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import { makeWorld } from '../support/world.ts';

const NOW = '2026-11-18T10:00:00+08:00';
let app: TestApp;
let browser: Browser;
let origin: string;
let path: string;
beforeAll(async () => {
  app = await testApp({ now: NOW });
  const world = await makeWorld(app.db);
  path = `/units?unit=${world.id('S1')}&tab=calendar`;
  await makeAccount(app, [['registrar', world.id('S1')]], { username: 'registrar', name: '周敏' });
  origin = await app.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** The calendar as the page gives it out, with a change by hand. */
async function edited(page: Page, date: string, open: string, reason: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  return editWorkbook(await readFile(await file.path()), (days) => {
    days!.find((r) => r[0] === date)!.splice(2, 2, open, reason);
  });
}
const choose = (page: Page, buffer: Buffer) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: '校历.xlsx', mimeType: 'application/octet-stream', buffer });

for (const [device, kind] of [
  [desktop, 'desktop'],
  [phone, 'phone'],
] as const) {
  test(`on a ${kind} the exported calendar is edited and comes back in; a change without its reason is named`, async () => {
    const { page, errors, context } = await enter(browser, device, origin, {
      username: 'registrar',
      path,
      now: NOW,
    });
    const date = kind === 'desktop' ? '2026-11-20' : '2026-11-27';
    const wrong = await edited(page, date, '休', '工作日');
    const right = await edited(page, date, '休', '校运会');
    await page.getByRole('link', { name: '导入 Excel' }).click();
    await page.getByText('哪个单位的校历').waitFor();
    await page.getByText('清河县第一小学').first().waitFor();
    await picture(page, `calendar-import-file-${kind}`, true);
    expect(await axe(page)).toEqual([]);

    await choose(page, wrong);
    await page.getByRole('button', { name: '下一步：核对行' }).waitFor();
    await picture(page, `calendar-import-columns-${kind}`, true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '下一步：核对行' }).click();
    await page.getByText('与现有校历不同，但没有写明缘由').waitFor();
    await picture(page, `calendar-import-rows-${kind}`, true);
    expect(await axe(page)).toEqual([]);

    await page.goBack();
    await page.getByRole('link', { name: '导入 Excel' }).click();
    await choose(page, right);
    await page.getByRole('button', { name: '下一步：核对行' }).click();
    await page.getByRole('button', { name: /^导入 365 行/ }).click();
    await page.getByText(/已于 .*10:00 导入/).waitFor();
    await picture(page, `calendar-import-result-${kind}`, true);
    await page.getByRole('link', { name: '查看校历' }).click();
    await page.getByText('校运会').first().waitFor();
    await picture(page, `calendar-imported-${kind}`, true);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
}
