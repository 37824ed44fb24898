import { expect, test } from 'vitest';
import { axe, picture } from '../support/browser.ts';
import { submitLogin } from '../support/enter.ts';
import { teachersJourney } from '../support/teachers.ts';

const here = teachersJourney({ wang: 'S1-G1-1', liu: 'S1-G1-2', zhao: 'S1-G6-1', qian: 'S1-G6-2' });
const reports = async (code: string) =>
  (
    await here.owner.query<{ outcome: string; slot: string }>(
      'select slot, outcome from health.check_report where unit_id = $1 order by received_at, id',
      [here.world.id(code)],
    )
  ).rows;

test('the usual day: one tap under the thumb, taken back at once or delivered in seconds', async () => {
  const { context, page, errors } = await here.checkPage('wang');
  await picture(page, 'check-open');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: /全班正常/ }).click();
  await page.getByText('已存本机').waitFor();
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('button', { name: /全班正常/ }).click();
  const tapped = Date.now();
  await page.getByText(/已送达 \d\d:\d\d/).waitFor();
  expect(Date.now() - tapped).toBeLessThan(4000);
  await page.getByText(/零报告.10 人/).waitFor();
  await picture(page, 'check-zero');
  expect(await axe(page)).toEqual([]);
  expect(await reports('S1-G1-1')).toEqual([{ slot: 'morning', outcome: 'zero' }]);

  await page.getByRole('button', { name: '更正' }).click();
  await page.getByRole('button', { name: '学生3', exact: true }).click();
  await page.getByRole('button', { name: '因病缺勤' }).click();
  await page.getByRole('button', { name: '咳嗽' }).click();
  await page.getByRole('button', { name: '38.5' }).click();
  await page.getByRole('button', { name: '已就诊' }).click();
  await page.getByRole('button', { name: '流感' }).click();
  await picture(page, 'check-sheet');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByRole('button', { name: '家长来电' }).click();
  await picture(page, 'check-correct');
  await page.getByRole('button', { name: '提交更正' }).click();
  await page.getByText('正常 9 人').waitFor();
  await page.getByText(/已送达/).waitFor();
  await picture(page, 'check-corrected');
  expect(await reports('S1-G1-1')).toHaveLength(2);
  const { rows } = await here.owner.query(
    'select symptoms, temperature, diagnosis from health.check_exception',
  );
  expect(rows).toEqual([{ symptoms: ['fever', 'cough'], temperature: 38.5, diagnosis: '流行性感冒' }]);
  expect(errors).toEqual([]);
  await context.close();
});

test('without a network: kept through a reload, sent when it is back', async () => {
  const { context, page } = await here.checkPage('liu');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.waitForFunction(() => caches.keys().then((keys) => keys.length > 0));
  await context.setOffline(true);
  await page.getByRole('button', { name: '学生2', exact: true }).click();
  await page.getByRole('button', { name: '迟到' }).click();
  await page.getByRole('button', { name: /^上报/ }).click();
  await page.getByText('已存本机').first().waitFor();
  await page.getByText(/已存本机.联网后自动上报/).waitFor({ timeout: 15_000 });
  await page.reload();
  await page.getByText('未联网').waitFor();
  await page.getByText('正常 9 人').waitFor();
  await picture(page, 'check-offline');
  expect(await reports('S1-G1-2')).toEqual([]);
  await context.setOffline(false);
  await page.getByText(/已送达/).waitFor({ timeout: 15_000 });
  expect(await reports('S1-G1-2')).toEqual([{ slot: 'morning', outcome: 'data' }]);
  await context.close();
});

test('the session has ended: the check is kept and goes out after the next sign-in', async () => {
  const { context, page } = await here.checkPage('zhao');
  await context.clearCookies();
  await page.getByRole('button', { name: /全班正常/ }).click();
  await page.getByLabel('用户名').waitFor({ timeout: 15_000 });
  expect(await reports('S1-G6-1')).toEqual([]);
  await submitLogin(page, 'zhao');
  await page.getByText(/已送达/).waitFor({ timeout: 15_000 });
  expect(await reports('S1-G6-1')).toEqual([{ slot: 'morning', outcome: 'zero' }]);
  await context.close();
});

test('past noon, with two checks open: the one that was reported stays in view with what became of it', async () => {
  const { context, page } = await here.checkPage('qian');
  const noon = '2026-11-18T12:50:00+08:00';
  here.app.clock.set(noon);
  await page.clock.setSystemTime(noon);
  await page.reload();
  await page.getByRole('button', { name: /晨检/, pressed: true }).waitFor();
  await page.getByRole('button', { name: /全班正常/ }).click();
  await page.getByText(/已送达 12:5\d/).waitFor();
  await page.getByText(/零报告.10 人/).waitFor();
  await page.getByRole('button', { name: /晨检/, pressed: true }).waitFor();
  expect(await reports('S1-G6-2')).toEqual([{ slot: 'morning', outcome: 'zero' }]);
  await context.close();
});
