import { createUnits } from '@lianfang/server/modules/org/index';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../support/access.ts';
import { axe, desktop, phone, picture } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

// What a school decides about its checks, and the teachers whose duty changes with it.
const TODAY = '2026-11-18T07:30:00+08:00';
const TOMORROW = '2026-11-19T07:30:00+08:00';
let lastOffice: string;
const here = journey({ now: TODAY, people: true });
beforeAll(async () => {
  // More units than a list of choices holds: what was chosen may be none of the first.
  const offices = Array.from({ length: 40 }, (_, i) => ({
    code: `S1-OF${i}`,
    kind: 'office',
    name: `科室${i + 1}`,
    parentCode: 'S1',
    openedOn: '2020-09-01',
  }));
  const made = await here.app.db.tx('*', (tx) => createUnits(tx, offices, '2026-11-18'));
  lastOffice = made.at(-1)!.id;
  await makeAccount(here.app, [['administrator', here.world.id('S1')]], { username: 'admin', name: '周敏' });
  await makeAccount(here.app, [['class-teacher', here.world.id('S1-G6-1')]], {
    username: 'zhao',
    name: '赵岚',
  });
});
const administrator = (path: string) =>
  enter(here.browser, desktop, here.origin, { username: 'admin', path, now: TODAY });
const teacher = (username: string, now: string) =>
  enter(here.browser, phone, here.origin, { username, path: '/check', now });
const dialog = (page: Page) => page.getByRole('dialog');

test('a school on a field trip owes nothing, at once on the open page of a teacher; until it is back', async () => {
  const phoneOf = await teacher('zhao', TODAY);
  const allWell = phoneOf.page.getByRole('button', { name: /全班正常/ });
  const exempt = phoneOf.page.getByText(/已免报.今天不要求上报.事由.外出研学/);
  await allWell.waitFor();
  expect(await exempt.count()).toBe(0);

  const { page, errors, context } = await administrator('/settings/exemptions');
  await page.getByText('没有免报登记').waitFor();
  await page.getByRole('button', { name: '登记免报' }).click();
  await dialog(page).getByRole('combobox', { name: '单位' }).fill('第一小学');
  await page.locator('.ant-select-item-option', { hasText: '清河县第一小学' }).first().click();
  await dialog(page).locator('.ant-select', { hasText: '清河县第一小学' }).waitFor();
  await dialog(page).getByLabel('原因').fill('外出研学');
  await picture(page, 'exemption-form-desktop');
  expect(await axe(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: '登记免报' }).click();
  await page.getByRole('row', { name: /清河县第一小学.*全部检次.*外出研学/ }).waitFor();
  await exempt.waitFor();
  await picture(phoneOf.page, 'check-exempt-phone');
  expect(await axe(phoneOf.page)).toEqual([]);

  await page.getByRole('button', { name: '提前结束' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '提前结束' }).click();
  await page.getByText('没有免报登记').waitFor();
  await exempt.waitFor({ state: 'detached' });
  expect([...errors, ...phoneOf.errors]).toEqual([]);
  await context.close();
  await phoneOf.context.close();
});

test('a school gives its classes until 09:15 from tomorrow on: the check page says so tomorrow, not today', async () => {
  const { page, errors, context } = await administrator(`/settings/slots?unit=${lastOffice}`);
  await page.locator('.ant-select', { hasText: '科室40' }).waitFor();
  await page.goto('/settings/slots');
  await page
    .getByRole('row', { name: /^晨检 班级/ })
    .getByRole('button', { name: '修改' })
    .click();
  const classes = dialog(page).getByRole('group', { name: '班级' });
  await classes.getByLabel('班组截止').fill('06:00');
  await dialog(page).getByLabel('依据').fill('校长办公会 2026-11-18');
  await dialog(page).getByRole('button', { name: '保存调整' }).click();
  await dialog(page).getByRole('alert').getByText('班级 班组截止').waitFor();
  await picture(page, 'slot-form-refused-desktop');
  await classes.getByLabel('班组截止').fill('09:10');
  await dialog(page).getByRole('button', { name: '保存调整' }).click();
  const coming = page.getByRole('region', { name: '将要生效的调整' });
  await coming.getByText(/自2026年11月19日.*起/).waitFor();
  await coming.getByText(/班组 09:10 截止/).waitFor();
  await picture(page, 'slots-coming-desktop', true);
  expect(await axe(page)).toEqual([]);
  await page.setViewportSize(phone.viewport!);
  await page.getByRole('list', { name: '上报时段' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await picture(page, 'slots-coming-phone', true);
  expect(await axe(page)).toEqual([]);
  await page.setViewportSize(desktop.viewport!);
  await coming.getByRole('button', { name: '撤回这项调整' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '撤回这项调整' }).click();
  await coming.waitFor({ state: 'detached' });
  await page
    .getByRole('row', { name: /^晨检 班级/ })
    .getByRole('button', { name: '修改' })
    .click();
  await classes.getByLabel('班组截止').fill('09:15');
  await dialog(page).getByLabel('依据').fill('校长办公会 2026-11-18');
  await dialog(page).getByRole('button', { name: '保存调整' }).click();
  await coming.getByText(/班组 09:15 截止/).waitFor();
  expect(errors).toEqual([]);
  await context.close();

  const today = await teacher('zhao', TODAY);
  await today.page.getByRole('button', { name: /晨检.*08:30 前/ }).waitFor();
  await today.context.close();
  here.app.clock.set(TOMORROW);
  const tomorrow = await teacher('zhao', TOMORROW);
  await tomorrow.page.getByRole('button', { name: /晨检.*09:15 前/ }).waitFor();
  await tomorrow.context.close();
});

test('the check page open twice on one phone sends a check once, and both say that it arrived', async () => {
  const { page, context, errors } = await teacher('zhao', TOMORROW);
  const second = await context.newPage();
  await second.goto('/check');
  await second.getByRole('button', { name: /全班正常/ }).waitFor();
  const sent: string[] = [];
  context.on('request', (r) => {
    if (r.method() === 'POST' && /\/api\/checks/.test(r.url())) sent.push(r.url());
  });
  await page.getByRole('button', { name: /全班正常/ }).click();
  await second.getByText('已存本机').first().waitFor();
  for (const tab of [page, second]) await tab.getByText(/已送达 \d\d:\d\d/).waitFor();
  expect(sent).toHaveLength(1);
  const { rows } = await here.owner.query('select outcome from health.check_report where unit_id = $1', [
    here.world.id('S1-G6-1'),
  ]);
  expect(rows).toEqual([{ outcome: 'zero' }]);
  expect(errors).toEqual([]);
  await context.close();
});

test('an exemption names the checks in force on its first day, a school’s own among them', async () => {
  const { page, errors, context } = await administrator('/settings/exemptions');
  const own = {
    subjectKind: 'class',
    nameZh: '夜间巡查',
    nameEn: 'Night round',
    opensAt: '20:00',
    dueAt: '21:00',
    schoolDueAt: '21:30',
    calendar: 'school',
    enabled: true,
  };
  const made = await context.request.put(`/api/units/${here.world.id('S1')}/slots/night`, {
    data: { from: '2026-11-20', source: '校长办公会', rows: [own] },
    headers: { origin: here.origin },
  });
  expect(made.status()).toBe(200);
  await page.getByRole('button', { name: '登记免报' }).click();
  const slot = dialog(page).getByLabel('检次');
  const offered = () => slot.getByRole('option').allInnerTexts();
  await slot.getByRole('option', { name: '晚检' }).waitFor({ state: 'attached' });
  expect(await offered()).not.toContain('夜间巡查');
  await dialog(page).getByLabel('结束日期').fill('2026-11-20');
  await dialog(page).getByLabel('开始日期').fill('2026-11-20');
  await slot.getByRole('option', { name: '夜间巡查' }).waitFor({ state: 'attached' });
  await slot.selectOption('夜间巡查');
  await dialog(page).getByLabel('原因').fill('外出研学');
  await dialog(page).getByRole('button', { name: '登记免报' }).click();
  await page.getByRole('row', { name: /2026年11月20日.*外出研学/ }).waitFor();
  const { rows } = await here.owner.query(
    'select slot from reporting.exemption where reason = $1 and slot is not null',
    ['外出研学'],
  );
  expect(rows).toEqual([{ slot: 'night' }]);
  expect(errors).toEqual([]);
  await context.close();
});
