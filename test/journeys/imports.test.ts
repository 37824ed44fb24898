import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { convert, csvOf, fods, iconv, type Out } from '../imports/office.ts';
import { idNumber, phone as phoneOf } from '../imports/people.ts';
import { makeAccount } from '../support/access.ts';
import { axe, desktop, phone, picture } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

const NOW = '2026-11-18T10:00:00+08:00';
const here = journey({ now: NOW });
beforeAll(async () => {
  await makeAccount(here.app, [['registrar', here.world.id('S1')]], { username: 'registrar', name: '周敏' });
});

const start = (device: typeof phone | typeof desktop) =>
  enter(here.browser, device, here.origin, { username: 'registrar', path: '/import', now: NOW });
const choose = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
const next = (page: Page) => page.getByRole('button', { name: '下一步：核对行' }).click();
/** Says what a column holds. */
async function take(page: Page, column: string, field: string): Promise<void> {
  await page.getByRole('combobox', { name: `${column} 列的含义` }).fill(field);
  await page.getByTitle(field, { exact: true }).click();
}
/** A figure above the rows: how many are new, unchanged, refused. */
const count = async (page: Page, name: string): Promise<string> =>
  (await page.locator('.lf-import-counts div', { hasText: name }).locator('dd').textContent()) ?? '';

/** As a system of the county wrote it: GB 18030, a heading nobody else uses, a number cut short, a class that is none. */
const pupils = (): Buffer =>
  iconv(
    [
      '编号,姓名,性别,身份证号,分在何处,家长电话',
      `1,张小三,男,${idNumber('2020-03-01', 11)},一年级1班,${phoneOf(1)}`,
      `2,李小四,女,${idNumber('2020-04-02', 12)},一(2)班,${phoneOf(2)}`,
      `3,王小五,男,${idNumber('2020-05-03', 13).slice(0, 17)},六年级1班,${phoneOf(3)}`,
      `4,赵小六,女,${idNumber('2020-06-04', 14)},一年级77班,${phoneOf(4)}`,
    ].join('\r\n'),
    'GB18030',
  );

test('a list of pupils: a column set right, bad rows named, the good ones written, twice changes nothing, undone', async () => {
  const { page, errors, context } = await start(desktop);
  await choose(page, '学生名册.csv', pupils());
  await page.getByText('GB18030').waitFor();
  // Nothing tells the class: every row says so, and the column is set right.
  await next(page);
  await page.getByText('4 行不能导入').waitFor();
  await page.getByRole('button', { name: '返回核对列' }).click();
  await picture(page, 'import-columns-desktop');
  expect(await axe(page)).toEqual([]);
  await take(page, 'E', '班级');
  await next(page);

  await page.getByText('2 行不能导入').waitFor();
  const bad = page.locator('.lf-import-rejected > li');
  expect(await bad.count()).toBe(2);
  for (const part of ['第 4 行', 'D 身份证号', '不是 18 位'])
    expect(await bad.nth(0).innerText()).toContain(part);
  for (const part of ['第 5 行', 'E 分在何处', '一年级77'])
    expect(await bad.nth(1).innerText()).toContain(part);
  for (const row of await bad.all())
    expect(await row.locator('small').innerText()).toMatch(/核对|改为|建立|修改/);
  await picture(page, 'import-rows-desktop', true);
  expect(await axe(page)).toEqual([]);

  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载这些行' }).click(),
  ]);
  const text = await inOffice(sheet);
  expect(text).toMatch(/王小五.*身份证号/);
  expect(text).toContain('赵小六');
  expect(text).not.toContain('张小三');

  // All or nothing is what a list is read as until somebody decides otherwise.
  await page.getByText('有行不能导入').waitFor();
  expect(await page.getByRole('button', { name: /^导入 2 行/ }).isDisabled()).toBe(true);
  await page.getByRole('radio', { name: '只导入正确的 2 行' }).click();
  await page.getByRole('button', { name: /^导入 2 行/ }).click();
  await page.getByText(/已于 .*10:00 导入/).waitFor();
  expect([await count(page, '新增'), await count(page, '不能导入')]).toEqual(['2', '2']);
  await picture(page, 'import-result-desktop', true);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: '查看人员' }).click();
  await page.getByRole('row', { name: /张小三/ }).waitFor();
  expect(await page.getByRole('row', { name: /王小五|赵小六/ }).count()).toBe(0);

  await page.goto('/import');
  await choose(page, '学生名册.csv', pupils());
  await take(page, 'E', '班级');
  await next(page);
  await page.getByText('2 行不能导入').waitFor();
  expect([await count(page, '新增'), await count(page, '无变化')]).toEqual(['0', '2']);

  await page.goto('/import');
  await page.getByRole('button', { name: /学生名册.csv.*已导入/ }).click();
  await page.getByRole('button', { name: '撤回这次导入' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '撤回这次导入' }).click();
  await page.getByText('已撤回，恢复原状').waitFor();
  await page.getByRole('link', { name: '查看人员' }).click();
  await page.getByText('李小四').waitFor({ state: 'detached' });
  expect(await page.getByRole('row', { name: /张小三|李小四/ }).count()).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});

/** The downloaded sheet as LibreOffice reads it. */
async function inOffice(download: Download): Promise<string> {
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  return csvOf(await readFile(await download.path()));
}

/** As an office keeps it: a title over the table, two rows of headings, a note below; saved by LibreOffice as .xls. */
const staff: Out[][] = [
  [{ text: '清河县第一小学教职工花名册', across: 5 }],
  [
    { text: '序号', down: 2 },
    { text: '姓 名', down: 2 },
    { text: '任职', across: 2 },
    { text: '手机号码', down: 2 },
  ],
  [null, null, '部门', '职务'],
  [1, '周 老师', '总务处', '主任', phoneOf(21)],
  [2, '吴老师', '总务处', '职员', Number(phoneOf(22))],
  [{ text: '填表人:某某', across: 5 }],
];

test('a list of staff in .xls on a phone: all of it is right, and all of it is written', async () => {
  const { page, errors, context } = await start(phone);
  await page.getByText('教职工', { exact: true }).click();
  await choose(page, '花名册.xls', convert('fods', fods([{ name: '在编', rows: staff }]), 'xls:MS Excel 97'));
  await page.getByText('已读取（XLS）').waitFor();
  await picture(page, 'import-columns-phone', true);
  expect(await axe(page)).toEqual([]);
  await next(page);
  await page.getByRole('button', { name: '导入 2 行' }).click();
  await page.getByText(/已于 .*10:00 导入/).waitFor();
  expect([await count(page, '新增'), await count(page, '不能导入')]).toEqual(['2', '0']);
  await picture(page, 'import-result-phone', true);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: '查看人员' }).click();
  await page.getByText('周老师').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('a file that is no list is refused with a sentence, and another can be chosen', async () => {
  const { page, context } = await start(desktop);
  await choose(page, '花名册.xlsx', convert('txt', '姓名 张小三', 'pdf'));
  await page.getByText(/PDF/).first().waitFor();
  expect(await axe(page)).toEqual([]);
  await choose(page, '学生名册.csv', pupils());
  await page.getByText('GB18030').waitFor();
  await context.close();
});
