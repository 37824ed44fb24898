import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import exceljs from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { makeAccount, tokenOf } from '../support/access.ts';
import { axe, desktop, phone, picture } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

const NOW = '2026-11-18T09:10:00+08:00';
const here = journey({ now: NOW, people: true });
beforeAll(async () => {
  const officer = await makeAccount(here.app, [['health-officer', here.world.id('S1')]], {
    username: 'officer',
    name: '陈医生',
  });
  await makeAccount(here.app, [['group-reporter', here.world.id('S1-OF')]], {
    username: 'office',
    name: '总务处',
  });
  const token = await tokenOf(here.app, officer.id);
  const report = (unit: string, period: string, exceptions: object[] = []) =>
    here.app.app.inject({
      method: 'POST',
      url: '/api/checks',
      headers: { ...token },
      payload: {
        id: randomUUID(),
        unit: here.world.id(unit),
        period,
        slot: 'morning',
        madeAt: NOW,
        exceptions,
      },
    });
  const ill = (unit: string, n: number, symptoms: string[]) => ({
    personId: here.people.get(unit)![n],
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
});

const at = (device: typeof phone | typeof desktop, username: string, path: string) =>
  enter(here.browser, device, here.origin, { username, path, now: NOW });

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
  const { rows } = await here.owner.query(
    `select e.kind, e.temperature, (select count(*)::int from health.measurement m where m.check_id = r.id) as measured
     from health.check_report r join health.check_exception e on e.check_id = r.id where r.unit_id = $1`,
    [here.world.id('S1-OF')],
  );
  expect(rows).toEqual([{ kind: 'present_ill', temperature: 37.4, measured: 2 }]);
});
