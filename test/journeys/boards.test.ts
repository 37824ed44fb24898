import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { axe, desktop, launch, phone, picture, visitor } from '../support/browser.ts';
import { signIn } from '../support/enter.ts';
import { makeWorld, type World } from '../support/world.ts';

let app: TestApp;
let world: World;
let browser: Browser;
let origin: string;
let health: Headers;
beforeAll(async () => {
  app = await testApp({ now: '2026-11-18T08:40:00+08:00' });
  world = await makeWorld(app.db);
  await makeAccount(app, [['county-officer', world.id('CA')]], { username: 'county', name: '顾文澜' });
  await makeAccount(app, [['principal', world.id('S1')]], { username: 'head', name: '周敏' });
  await makeAccount(app, [['class-teacher', world.id('S1-G1-2')]], { username: 'wangli', name: '王丽' });
  health = await as(app, ['health-officer', world.id('S1')]);
  origin = await app.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app.close();
});

const check = async (unit: string) => {
  const answer = await app.app.inject({
    method: 'POST',
    url: '/api/checks',
    headers: health,
    payload: {
      id: randomUUID(),
      unit: world.id(unit),
      period: '2026-11-18',
      slot: 'morning',
      madeAt: app.clock.now().toString(),
      enrolled: 40,
      exceptions: [{ kind: 'absent_ill', symptoms: ['fever'] }],
    },
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
};

test('a county sees a check within a second, reminds what is missing after a preview, the teacher hears of it', async () => {
  const county = await visitor(browser, desktop, origin);
  await signIn(county.page, 'county', '/boards?slot=morning');
  const strip = county.page.locator('.lf-strip');
  await strip.getByText('0.0%').waitFor();
  await county.page.waitForTimeout(500); // the stream of changes is open
  await check('S1-G1-1');
  const committed = Date.now();
  await strip.getByText('10.0%').waitFor({ timeout: 5000 });
  expect(Date.now() - committed).toBeLessThan(1000);
  await county.page.getByText('清河县第一小学').first().waitFor();
  await picture(county.page, 'board-county-desktop');
  expect(await axe(county.page)).toEqual([]);

  await county.page.getByRole('button', { name: '催报' }).first().click();
  await county.page.getByText('王丽').waitFor();
  await county.page.getByText('个单位无人可通知').waitFor();
  await county.page.getByRole('button', { name: '通知 1 人' }).click();
  await county.page.getByText(/已催报 \d+ 个单位.通知 1 人/).waitFor();
  expect(county.errors).toEqual([]);

  const teacher = await visitor(browser, phone, origin);
  await signIn(teacher.page, 'wangli', '/notices');
  await teacher.page.getByText('尚有 1 个班组未报').waitFor();
  await picture(teacher.page, 'notices-phone');
  expect(await axe(teacher.page)).toEqual([]);
  expect(teacher.errors).toEqual([]);
});

test('a principal sees three numbers and what is red, and sends the figures upward', async () => {
  const head = await visitor(browser, phone, origin);
  await signIn(head.page, 'head', '/boards?slot=morning');
  await head.page.getByText(/^未报.+六年级1班/).waitFor();
  await picture(head.page, 'board-school-phone', true);
  expect(await axe(head.page)).toEqual([]);
  await head.page.getByRole('button', { name: '确认并上报晨检' }).click();
  await head.page.getByRole('button', { name: '确认上报' }).click();
  await head.page.getByText('教育条线未签收').waitFor();
  expect(head.errors).toEqual([]);
});

test('a county chooses a school where it reads the board; a board says what offices do under the same name', async () => {
  const county = await visitor(browser, desktop, origin);
  await signIn(county.page, 'county', '/boards?slot=morning');
  await county.page.getByText('晨检 08:30 前、上午测温 09:00 前').waitFor();
  await county.page.getByRole('combobox', { name: '选择单位' }).click();
  await county.page.getByTitle('清河县第一小学').click();
  await county.page.waitForURL(/boards\/school\?.*unit=/);
  await county.page.getByRole('heading', { name: '清河县第一小学 晨检' }).waitFor();
  await county.page.getByRole('combobox', { name: '选择单位' }).click();
  await county.page.getByTitle('清河县', { exact: true }).click();
  await county.page.getByRole('heading', { name: '清河县 晨检' }).waitFor();
  // An office that stands for itself: its round of temperatures, not a check of classes.
  await county.page.goto(`/boards/school?unit=${world.id('CA-OF')}&slot=morning`);
  await county.page.getByRole('heading', { name: '清河县教育局应急办 上午测温' }).waitFor();
  expect(county.errors).toEqual([]);
});
