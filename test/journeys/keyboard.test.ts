import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { TEST_PASSWORD } from '../support/access.ts';
import { desktop, visitor } from '../support/browser.ts';
import { type Keyboard, keyboard } from '../support/keyboard.ts';
import { pagesJourney } from '../support/pages/journey.ts';
import { watch } from '../support/pages/watch.ts';
import { PAGES_NOW, type Viewer } from '../support/pages/world.ts';

// The main jobs without a mouse: everything is reached by Tab and done by Enter and Space, the focus is seen wherever
// it is, and goes where the work goes on (WCAG 2.4.3, 2.4.7, 2.4.11).
const here = pagesJourney('zh-CN');

interface Visit {
  readonly page: Page;
  readonly keys: Keyboard;
  readonly close: () => Promise<void>;
}

async function arrive(address: string): Promise<Visit> {
  const still = { ...desktop, reducedMotion: 'reduce' } as const;
  const { page, context } = await visitor(here.browser, still, here.worlds['zh-CN'].origin);
  await context.clock.install({ time: PAGES_NOW });
  await page.goto(address);
  return { page, keys: keyboard(page), close: () => context.close() };
}

/** The focus has come to this, once the page is there. */
const held = (keys: Keyboard, target: Locator): Promise<void> =>
  expect.poll(() => keys.has(target), { timeout: 10_000 }).toBe(true);

/** Signs in by the login page, whose first field has the focus already. */
async function enter(viewer: Viewer): Promise<Visit> {
  const visit = await arrive('/login');
  const { page, keys } = visit;
  await page.getByLabel('用户名').waitFor();
  expect(await keys.has(page.getByLabel('用户名'))).toBe(true);
  await keys.type(viewer);
  await keys.to(page.getByLabel('密码', { exact: true }));
  await keys.type(TEST_PASSWORD);
  await keys.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
  await held(keys, page.getByRole('heading', { level: 1 }));
  return visit;
}

test('a teacher reports one ill pupil and corrects the report', async () => {
  const { page, keys, close } = await enter('teacher');
  const pupil = page.getByRole('list', { name: '名册' }).getByRole('button', { name: '学生4' });
  await keys.to(pupil);
  await keys.press('Enter');
  const sheet = page.getByRole('dialog');
  for (const name of ['因病缺勤', '发热', '完成']) {
    await keys.to(sheet.getByRole('button', { name, exact: true }));
    await keys.press(name === '发热' ? 'Space' : 'Enter');
  }
  await sheet.waitFor({ state: 'hidden' });
  await held(keys, pupil);
  await keys.to(page.getByRole('button', { name: /^上报/ }));
  await keys.press('Enter');
  await page
    .getByRole('status')
    .filter({ hasText: /已送达 \d\d:\d\d/ })
    .waitFor();
  expect(await keys.has(page.getByRole('heading', { level: 1 }))).toBe(true);

  await keys.to(page.getByRole('button', { name: '更正' }));
  await keys.press('Enter');
  await keys.to(page.getByRole('button', { name: '家长来电' }));
  await keys.press('Space');
  await keys.to(page.getByRole('button', { name: '提交更正' }));
  await keys.press('Enter');
  await page.getByRole('button', { name: '更正' }).waitFor();
  expect(keys.unseen).toEqual([]);
  await close();
});

/** Past the rest after the reminder which the world begins with. */
const LATER = '2026-11-18T10:10:00+08:00';

test('a county officer reminds those who are missing, thinks better of it once, and goes on to the list', async () => {
  here.worlds['zh-CN'].app.clock.set(LATER);
  const { page, keys, close } = await enter('county');
  const remind = page.getByRole('button', { name: '催报' }).first();
  const dialog = page.getByRole('dialog');
  await keys.to(remind);
  await keys.press('Enter');
  await dialog.waitFor();
  await keys.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await held(keys, remind);

  await keys.press('Enter');
  await keys.to(dialog.getByRole('button', { name: /^通知 [\d,]+ 人$/ }));
  await keys.press('Enter');
  await page
    .getByText(/已催报 [\d,]+ 个单位/)
    .first()
    .waitFor();

  await keys.press('g', 'm');
  await page.waitForURL('**/reports/groups');
  await held(keys, page.getByRole('heading', { name: '班组报送明细' }));
  expect(keys.unseen).toEqual([]);
  await close();
});

test('the first stop of a page leads past the navigation', async () => {
  const { page, keys, close } = await enter('county');
  await page.reload();
  await page.getByRole('button', { name: '催报' }).first().waitFor();
  await keys.to(page.getByRole('link', { name: '跳到正文' }), 'Tab', 1);
  await keys.press('Enter');
  await keys.to(page.getByRole('button', { name: '催报' }).first(), 'Tab', 1);
  await close();
});

test('an administrator gives a kind of post one permission: Tab leaves the list as it is, and goes on', async () => {
  const { page, keys, close } = await enter('administrator');
  await page.goto('/settings/kinds?of=post-kinds');
  await page.getByRole('button', { name: '新增岗位类别' }).click();
  const dialog = page.getByRole('dialog');
  const permissions = dialog.getByRole('combobox', { name: '权限' });
  await keys.to(permissions);
  await keys.type('查看单位');
  await page.locator('.ant-select-item-option', { hasText: '查看单位' }).waitFor();
  await keys.press('Enter');
  const chosen = dialog.locator('.ant-form-item', { hasText: '权限' }).locator('.ant-select-selection-item');
  expect(await chosen.allInnerTexts()).toEqual(['查看单位']);
  await keys.press('Tab');
  await held(keys, dialog.getByRole('button', { name: '取消' }));
  expect(await chosen.allInnerTexts()).toEqual(['查看单位']);
  await close();
});

test('the table of a county is one stop: arrows go down its schools and along their numbers', async () => {
  const { page, keys, close } = await enter('county');
  await page.goto('/boards/region?slot=morning');
  const table = page.locator('.lf-board-children');
  const body = table.getByRole('group', { name: '各单位报送' });
  await keys.to(body);
  const focused = () => page.evaluate(() => document.activeElement!.textContent);
  await keys.press('ArrowDown', 'ArrowRight');
  const second = page.locator('tr[data-row-key]').nth(1);
  expect(await focused()).toBe(await second.getByRole('button').first().innerText());
  await keys.press('ArrowUp', 'ArrowRight');
  const expected = page.locator('tr[data-row-key]').first().getByRole('link').first();
  expect(await keys.has(expected)).toBe(true);
  await keys.press('ArrowLeft', 'ArrowLeft');
  expect(await keys.has(body)).toBe(true);
  await keys.press('Tab');
  expect(await page.evaluate(() => document.activeElement!.closest('.lf-board-children'))).toBeNull();
  await keys.press('Shift+Tab', 'ArrowRight', 'ArrowRight', 'Enter');
  await page.waitForURL('**/reports/groups?**');
  await page.getByRole('heading', { name: '班组报送明细' }).waitFor();
  expect(keys.unseen).toEqual([]);
  await close();
});

test.each<[Viewer, readonly string[]]>([
  ['health', ['/boards/school?slot=morning', '/absences', '/registers', '/account']],
  ['county', ['/boards/region?slot=morning', '/reports/groups', '/reports/lines', '/notices']],
  ['registrar', ['/people', '/import', '/access/invitations']],
  [
    'administrator',
    ['/units', '/settings/slots', '/settings/exemptions', '/access/accounts', '/access/audit'],
  ],
])('%s sees where the focus is on every page', async (viewer, addresses) => {
  const { page, keys, close } = await enter(viewer);
  const watched = watch(page);
  for (const address of addresses) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await watched.settled();
    await keys.through(60);
  }
  expect(keys.unseen).toEqual([]);
  await close();
});
