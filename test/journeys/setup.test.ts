import { openSetup } from '@lianfang/server/modules/setup/state';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convert, fods } from '../imports/office.ts';
import { TEST_PASSWORD } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { axe, desktop, launch, phone, picture, visitor } from '../support/browser.ts';

// From the link that the server prints to a county with its schools, by somebody who has nothing but a spreadsheet.
let app: TestApp;
let browser: Browser;
let origin: string;
let link: string;
beforeAll(async () => {
  app = await testApp();
  origin = await app.app.listen({ host: '127.0.0.1', port: 0 });
  link = `/setup#token=${await openSetup(app.db)}`;
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function fill(page: Page, more: { code?: string; username?: string; password?: string } = {}) {
  await page.getByLabel('单位名称').fill('清河县');
  await page.getByLabel('单位代码').fill(more.code ?? '990121');
  await page.getByLabel('姓名').fill('程思远');
  await page.getByLabel('用户名').fill(more.username ?? 'chief');
  await page.getByLabel('密码', { exact: true }).fill(more.password ?? TEST_PASSWORD);
  await page.getByRole('button', { name: '建立并登录' }).click();
}
/** What is said under a field. */
const said = (page: Page, label: string) =>
  page.locator('.lf-field', { has: page.getByLabel(label, { exact: true }) }).locator('.lf-field-error');

test('a link that was never printed opens nothing, and says which does', async () => {
  const { page, context } = await visitor(browser, phone, origin);
  await page.goto(`/setup#token=${'a'.repeat(32)}`);
  await fill(page);
  await page.getByText('初始化链接无效。请使用服务器启动时打印的最新链接').waitFor();
  await picture(page, 'setup-wrong-link-phone', true);
  expect(await axe(page)).toEqual([]);
  await context.close();
});

test('the printed link: faults named at their fields, then signed in, units imported, the tree stands; the link is spent', async () => {
  const late = await visitor(browser, desktop, origin);
  await late.page.goto(link);
  await late.page.getByLabel('单位名称').waitFor();

  const { page, context, errors } = await visitor(browser, desktop, origin);
  await page.goto(link);
  await fill(page, { code: '清河 1' });
  await said(page, '单位代码').getByText('格式不对').waitFor();
  await fill(page, { username: 'c' });
  await said(page, '用户名').getByText('格式不对').waitFor();
  await picture(page, 'setup-faults-desktop', true);
  expect(await axe(page)).toEqual([]);
  await fill(page, { password: '1234567890' });
  await said(page, '密码').getByText('密码太弱').waitFor();
  expect(await said(page, '单位代码').count()).toBe(0);
  await fill(page);
  await page.waitForURL('**/boards*');
  await page.getByText('程思远').first().waitFor();
  await picture(page, 'setup-first-board-desktop');
  expect(await axe(page)).toEqual([]);

  await page.getByRole('link', { name: '导入名册' }).click();
  await page.getByText('单位', { exact: true }).click();
  const rows = [
    ['单位代码', '单位名称', '单位类型', '上级单位'],
    ['S1', '清河县第一小学', '小学', '清河县'],
    ['S1-1', '一年级', '年级', '清河县第一小学'],
    ['S1-1-1', '一年级1班', '班级', '清河县第一小学'],
  ];
  const buffer = convert('fods', fods([{ name: '单位', rows }]), 'xlsx');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '单位.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: '下一步：核对行' }).click();
  await page.getByRole('button', { name: '导入 3 行' }).click();
  await page.getByRole('link', { name: '查看组织机构' }).click();
  await page.getByRole('treeitem', { name: '清河县' }).first().focus();
  const school = page.getByRole('treeitem', { name: '清河县第一小学' });
  if (!(await school.isVisible())) await page.keyboard.press('ArrowRight');
  await school.waitFor();
  await picture(page, 'setup-tree-desktop');
  expect(errors).toEqual([]);

  // Opened before, sent after: the platform is set up already.
  await fill(late.page, { username: 'second' });
  await late.page.getByText('平台已经初始化，请直接登录').waitFor();
  await late.page.reload();
  await late.page.getByRole('heading', { name: '平台已设置' }).waitFor();
  await late.page.getByRole('link', { name: '去登录' }).click();
  await late.page.getByRole('heading', { name: '登录' }).waitFor();
  await late.context.close();
  await context.close();
});
