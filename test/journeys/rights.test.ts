import { beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount } from '../support/access.ts';
import { axe, desktop, phone, picture } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

const here = journey({ people: true });
let city: Headers;
beforeAll(async () => {
  const { app, world } = here;
  await makeAccount(app, [['administrator', world.id('PROV')]], { username: 'admin', name: '程思远' });
  await makeAccount(app, [['county-officer', world.id('CA')]], { username: 'county', name: '顾文澜' });
  await makeAccount(app, [['principal', world.id('S1')]], { username: 'head', name: '秦墨' });
  city = await as(app, ['administrator', world.id('CITY')]);
});
const at = (username: string, device: typeof phone | typeof desktop, path: string) =>
  enter(here.browser, device, here.origin, { username, path });
const post = async (url: string, payload: object) => {
  const answer = await here.app.app.inject({ method: 'POST', url: `/api${url}`, headers: city, payload });
  expect(answer.statusCode, answer.body).toBe(201);
};

test('what a post allows is changed with a word of how many it concerns, and a holder sees it at once', async () => {
  const head = await at('head', desktop, '/notices');
  const people = head.page.getByRole('navigation').first().getByRole('link', { name: '导入名册' });
  expect(await people.count()).toBe(0);
  const { page, errors, context } = await at('admin', desktop, '/settings/kinds?of=post-kinds');
  await page.getByRole('row', { name: /校长（园长）/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill('导入名单');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await dialog.getByText(/现任的 1 人（1 个单位）/).waitFor();
  await dialog.getByText('增加：导入名单').waitFor();
  await picture(page, 'kinds-permissions-desktop');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: '保存' }).click();
  await people.waitFor();

  await page.getByRole('row', { name: /系统管理员/ }).click();
  await dialog
    .locator('.ant-select-selection-item', { hasText: '平台管理' })
    .locator('.ant-select-selection-item-remove')
    .click();
  await dialog.getByText('取消：平台管理').waitFor();
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText(/再无人能管理平台/).waitFor();
  expect([...errors, ...head.errors]).toEqual([]);
  await context.close();
  await head.context.close();
});

test('a school that left opens in the tree of a past day as it was then; an operation says why it stays', async () => {
  const { world } = here;
  const id = () => crypto.randomUUID();
  const moved = {
    id: id(),
    type: 'move',
    effectiveOn: '2026-11-18',
    parentId: world.id('CB'),
    territoryId: world.id('ST3'),
  };
  await post(`/units/${world.id('S2')}/operations`, moved);
  const into = { id: id(), type: 'merge', effectiveOn: '2026-11-18', intoId: world.id('S1-G6-1') };
  await post(`/units/${world.id('S1-G6-2')}/operations`, into);

  for (const [device, kind] of [
    [desktop, 'desktop'],
    [phone, 'phone'],
  ] as const) {
    const { page, errors, context } = await at(
      'county',
      device,
      `/units?date=2026-11-17&unit=${world.id('S2')}`,
    );
    await page.getByRole('heading', { name: '清河县第二中学' }).waitFor();
    await page.getByText(/现在不归您管理：只能看到截至2026年11月17日/).waitFor();
    expect(await page.getByRole('tab').count()).toBe(1);
    await picture(page, `org-left-${kind}`, true);
    expect(await axe(page)).toEqual([]);
    await page.goto(`/units?unit=${world.id('S1-G6-2')}&tab=history`);
    await page.getByText(/已有 10 项记录依赖这项操作/).waitFor();
    expect(await page.getByRole('button', { name: '撤回' }).count()).toBe(0);
    await picture(page, `org-obstacle-${kind}`, true);
    expect(await axe(page)).toEqual([]);
    if (kind === 'phone') {
      // Rows as cards: nothing to scroll sideways.
      await page.goto('/reports/lines');
      await page.getByRole('list', { name: '上报与签收' }).waitFor();
      const widths = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      expect(widths).toEqual([390, 390]);
      await picture(page, 'lines-phone');
      expect(await axe(page)).toEqual([]);
    }
    expect(errors).toEqual([]);
    await context.close();
  }
});
