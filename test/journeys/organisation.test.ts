import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../support/access.ts';
import { axe, desktop, phone, picture } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

const here = journey({ people: true });
beforeAll(async () => {
  await makeAccount(here.app, [['administrator', here.world.id('CITY')]], { username: 'city', name: '梁砚' });
  await makeAccount(here.app, [['principal', here.world.id('S1')]], { username: 'head', name: '秦墨' });
});

const at = (device: typeof phone | typeof desktop, path: string) =>
  enter(here.browser, device, here.origin, { username: 'city', path });
const item = (page: Page, name: string) => page.getByRole('treeitem', { name }).first();

test('the tree by keyboard, a move with preview, its undo', async () => {
  const { page, errors, context } = await at(desktop, '/units');
  await item(page, '清河县').waitFor();
  await item(page, '云川市').focus();
  for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await item(page, '河东街道').waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('河东街道');
  await page.getByPlaceholder('按名称或代码查找单位').fill('第一小学');
  await page.getByText('清河县 · 云川市').first().click();
  await page.getByRole('heading', { name: '清河县第一小学' }).waitFor();
  await page.getByText('杨柳社区').last().waitFor();
  await page.locator('.ant-select-dropdown').first().waitFor({ state: 'hidden' });
  await picture(page, 'org-facts-desktop');
  expect(await axe(page)).toEqual([]);

  await page.getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name: '移动' }).click();
  await page.getByRole('combobox', { name: '新的上级单位' }).fill('白石县');
  await page.locator('.ant-select-item-option', { hasText: '白石县' }).first().click();
  await page.getByLabel('生效日期').fill('2026-12-01');
  await page.getByRole('button', { name: '查看影响' }).click();
  await page.getByText('随上级变动').waitFor();
  await picture(page, 'org-move-preview-desktop');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '确认移动' }).click();
  await page.getByText('到期自动生效').waitFor();

  await page.getByRole('tab', { name: '沿革' }).click();
  await page.getByText('未生效').waitFor();
  await picture(page, 'org-history-desktop');
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '撤回' }).click();
  await page.getByText('已撤回').first().waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('a merger of today says before it is confirmed, and after, that it cannot be taken back', async () => {
  const { page, errors, context } = await at(desktop, `/units?unit=${here.world.id('S1-G6-1')}`);
  await page.getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name: '合并' }).click();
  await page.getByRole('combobox', { name: '并入哪个单位' }).fill('六年级2');
  await page.locator('.ant-select-item-option', { hasText: '六年级2班' }).first().click();
  await page.getByLabel('生效日期').fill('2026-11-18');
  await page.getByRole('button', { name: '查看影响' }).click();
  await page.getByText(/10 人当日转入接收单位.+不能撤回/).waitFor();
  await picture(page, 'org-merge-preview-desktop');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '确认合并' }).click();
  await page.getByRole('tab', { name: '沿革' }).click();
  await page.getByRole('button', { name: '详情' }).first().click();
  await page.getByText(/10 人已转入接收单位.+不能撤回/).waitFor();
  expect(await page.getByRole('button', { name: '撤回' }).count()).toBe(0);
  await picture(page, 'org-merge-history-desktop');
  expect(errors).toEqual([]);
  await context.close();
});

test('promotion of a county previewed; posts; parameters', async () => {
  const { page, errors, context } = await at(desktop, `/units?unit=${here.world.id('CA')}`);
  await page.getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name: '年度升级' }).click();
  await page.getByLabel('生效日期').fill('2027-09-01');
  await page.getByRole('button', { name: '查看影响' }).click();
  await page.getByText('二年级1班').waitFor();
  await picture(page, 'org-promote-preview-desktop');
  await page.keyboard.press('Escape');

  await page.goto(`/units?unit=${here.world.id('S1')}&tab=posts`);
  await page.getByText('秦墨').waitFor();
  await picture(page, 'org-posts-desktop');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('tab', { name: '参数' }).click();
  await page.getByText('可补报天数').waitFor();
  await picture(page, 'org-parameters-desktop');
  expect(await axe(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('the calendar on a phone: a day closed with its reason', async () => {
  const { page, errors, context } = await at(phone, `/units?unit=${here.world.id('S1')}&tab=calendar`);
  await page.getByRole('button', { name: /2026年11月20日.*开放/ }).click();
  await picture(page, 'org-calendar-phone');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '设为放假' }).click();
  await page.getByLabel('原因').fill('校运动会');
  await page.getByRole('dialog').getByRole('button', { name: '设为放假' }).click();
  await page.getByRole('button', { name: /校运动会/ }).waitFor();
  await page.getByRole('button', { name: '全部单位' }).click();
  await item(page, '清河县第一小学').waitFor();
  await picture(page, 'org-tree-phone');
  expect(await axe(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});
