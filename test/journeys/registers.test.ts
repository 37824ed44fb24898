import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import exceljs from 'exceljs';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, tokenOf } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { axe, desktop, launch, phone, picture } from '../support/browser.ts';
import { populate } from '../support/checks.ts';
import { enter } from '../support/enter.ts';
import { makeWorld, type World } from '../support/world.ts';

const NOW = '2026-11-18T09:10:00+08:00';
let app: TestApp;
let world: World;
let browser: Browser;
let origin: string;
let owner: pg.Client;
let people: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  app = await testApp({ now: NOW });
  world = await makeWorld(app.db);
  owner = new pg.Client({ connectionString: app.url });
  await owner.connect();
  people = await populate(owner);
  const officer = await makeAccount(app, [['health-officer', world.id('S1')]], {
    username: 'officer',
    name: '陈医生',
  });
  await makeAccount(app, [['group-reporter', world.id('S1-OF')]], { username: 'office', name: '总务处' });
  const token = await tokenOf(app, officer.id);
  const report = (unit: string, period: string, exceptions: object[] = []) =>
    app.app.inject({
      method: 'POST',
      url: '/api/checks',
      headers: { ...token },
      payload: { id: randomUUID(), unit: world.id(unit), period, slot: 'morning', madeAt: NOW, exceptions },
    });
  const ill = (unit: string, n: number, symptoms: string[]) => ({
    personId: people.get(unit)![n],
    kind: 'absent_ill',
    symptoms,
    temperature: 38.4,
    sawDoctor: true,
    diagnosis: '流行性感冒',
  });
  await report('S1-G1-1', '2026-11-17', [ill('S1-G1-1', 0, ['fever', 'cough'])]);
  await report('S1-G1-1', '2026-11-18', [ill('S1-G1-1', 0, ['cough']), ill('S1-G1-1', 4, ['fever'])]);
  await report('S1-G1-2', '2026-11-18');
  await report('S1-G6-1', '2026-11-18', [ill('S1-G6-1', 2, ['vomiting', 'diarrhoea'])]);
  origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await owner.end();
  await app.close();
});

const at = (device: typeof phone | typeof desktop, username: string, path: string) =>
  enter(browser, device, origin, { username, path, now: NOW });

test('the register on screen, on paper and in Excel shows the same lines', async () => {
  const { page } = await at(desktop, 'officer', '/registers');
  await page.getByText('零报告').waitFor();
  expect(await axe(page)).toEqual([]);
  await picture(page, 'register');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 Excel' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('清河县第一小学学生晨午检记录表2026-11-18.xlsx');
  const book = new exceljs.Workbook();
  await book.xlsx.load((await readFile(await download.path())) as never);
  const sheet = book.worksheets[0]!;
  expect(sheet.getCell('A1').value).toBe('学生晨午检记录表');
  expect(sheet.getCell('D4').value).toBe(10);
  expect(sheet.getCell('G6').value).toBe('零报告');
  await page.getByRole('link', { name: '打印版' }).click();
  await page.getByRole('heading', { name: '学生晨午检记录表' }).waitFor();
  expect(await page.locator('.lf-paper tbody tr').count()).toBe(4);
  expect(await axe(page)).toEqual([]);
  await picture(page, 'register-print');
});

test('an absence is traced from the list', async () => {
  const { page } = await at(desktop, 'officer', '/absences');
  await page.getByText('未追踪').first().waitFor();
  await page.getByText('学生1', { exact: true }).first().click();
  await page.getByLabel('追踪情况').fill('家长电话：已退热，明天返校');
  await page.getByRole('button', { name: '已痊愈' }).click();
  await page.getByRole('button', { name: '记录' }).click();
  await page.getByText('明天返校').waitFor();
  expect(await axe(page)).toEqual([]);
  await picture(page, 'absences');
});

test('an office records everybody’s temperature on a phone of 360 px', async () => {
  const { page } = await at(phone, 'office', '/check');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByText('逐人登记体温').click();
  await page.getByLabel('学生2', { exact: true }).selectOption('37.4');
  await page.getByLabel('学生1', { exact: true }).selectOption('36.5');
  await picture(page, 'check-measure');
  expect(await axe(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  const small = await page.evaluate(
    () =>
      [...document.querySelectorAll('main button, main select')]
        .map((e) => e.getBoundingClientRect())
        .filter((r) => r.width > 0 && (r.height < 48 || r.width < 48)).length,
  );
  expect(small).toBe(0);
  await page.getByText('在校不适 1 人').waitFor();
  await page.getByRole('button', { name: /^上报/ }).click();
  await page.getByText(/已送达/).waitFor();
  const { rows } = await owner.query(
    `select e.kind, e.temperature, (select count(*)::int from health.measurement m where m.check_id = r.id) as measured
     from health.check_report r join health.check_exception e on e.check_id = r.id where r.unit_id = $1`,
    [world.id('S1-OF')],
  );
  expect(rows).toEqual([{ kind: 'present_ill', temperature: 37.4, measured: 2 }]);
});
