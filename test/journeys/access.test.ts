import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { makeAccount, TEST_PASSWORD } from '../support/access.ts';
import { axe, desktop, phone, picture, visitor } from '../support/browser.ts';
import { signIn } from '../support/enter.ts';
import { journey } from '../support/journey.ts';
import { totp } from '../support/totp.ts';

const here = journey();
beforeAll(async () => {
  const school = here.world.id('S1');
  await makeAccount(
    here.app,
    [
      ['registrar', school],
      ['principal', school],
    ],
    { username: 'office', name: '周敏' },
  );
  await makeAccount(here.app, [['class-teacher', here.world.id('S1-G1-2')]], {
    username: 'wangli',
    name: '王丽',
  });
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

test('codes for every class are printed; a teacher scans one and is in within a minute', async () => {
  const office = await visitor(here.browser, desktop, here.origin);
  await signIn(office.page, 'office', '/access/invitations');
  await office.page.getByRole('button', { name: '发出邀请' }).first().click();
  await office.page.getByText('已选 4 个').waitFor();
  await office.page.getByRole('combobox', { name: '岗位' }).click();
  await office.page.getByTitle('班主任').click();
  await office.page.getByRole('button', { name: '生成 4 个二维码' }).click();
  await heading(office.page, '4 个邀请二维码');
  const answered = office.page.waitForResponse(/\/api\/invitations$/);
  await picture(office.page, 'access-sheet-desktop');
  expect(await axe(office.page)).toEqual([]);
  await office.page.getByRole('button', { name: '返回' }).click();
  await office.page.getByRole('button', { name: '发出邀请' }).first().click();
  await office.page.getByRole('combobox', { name: '岗位' }).click();
  await office.page.getByTitle('班主任').click();
  await office.page.getByRole('button', { name: '生成 4 个二维码' }).click();
  const { rows } = (await (await answered).json()) as { rows: { url: string }[] };
  expect(office.errors).toEqual([]);
  await office.context.close();

  const teacher = await visitor(here.browser, phone, here.origin);
  await teacher.page.goto(rows[0]!.url);
  await teacher.page.getByText('班主任').waitFor();
  await picture(teacher.page, 'access-join-phone');
  expect(await axe(teacher.page)).toEqual([]);
  await teacher.page.getByLabel('姓名').fill('沈一苇');
  await teacher.page.getByLabel('用户名').fill('shenyiwei');
  await teacher.page.getByLabel('设密码').fill('morning check 730');
  await teacher.page.getByRole('button', { name: '开通并登录' }).click();
  await teacher.page.waitForURL('**/check*');
  await teacher.page.goto(rows[0]!.url);
  await teacher.page.getByText('邀请已使用').waitFor();
  expect(teacher.errors).toEqual([]);
  await teacher.context.close();
});

test('a forgotten password: reset at the desk, told, changed by its holder before anything else', async () => {
  const office = await visitor(here.browser, desktop, here.origin);
  await signIn(office.page, 'office', '/access/accounts');
  const row = office.page.getByRole('row', { name: /王丽/ });
  await row.waitFor();
  await office.page.locator('.ant-table-body').focus();
  while (!(await row.getAttribute('class'))?.includes('lf-row-current')) {
    await office.page.keyboard.press('j');
  }
  await office.page.keyboard.press('Enter');
  await office.page.getByRole('button', { name: '重置密码' }).click();
  const once = (await office.page.locator('.lf-note code').textContent())!;
  expect(await axe(office.page)).toEqual([]);
  await office.context.close();

  const teacher = await visitor(here.browser, phone, here.origin);
  await signIn(teacher.page, 'wangli', '/', once);
  await heading(teacher.page, '更改密码');
  await teacher.page.goto('/check');
  await heading(teacher.page, '更改密码');
  expect(await axe(teacher.page)).toEqual([]);
  await teacher.page.getByLabel('当前密码').fill(once);
  await teacher.page.getByLabel('新密码').fill('13800000000');
  await teacher.page.getByRole('button', { name: '更改密码' }).click();
  await teacher.page.getByText('密码不能全是数字').waitFor();
  await teacher.page.getByLabel('新密码').fill('quiet lake at dawn');
  await teacher.page.getByRole('button', { name: '更改密码' }).click();
  await teacher.page.waitForURL('**/check*');
  await teacher.context.close();
});

test('who reads traditional Chinese reads the server’s words so too, and names as they were entered', async () => {
  const { page, context } = await visitor(here.browser, desktop, here.origin, 'zh-TW');
  await page.goto('/login?next=/units');
  const enter = async (password: string) => {
    await page.getByLabel('使用者名稱').fill('office');
    await page.getByLabel('密碼', { exact: true }).fill(password);
    await page.getByRole('button', { name: '登入', exact: true }).click();
  };
  await enter('wrong');
  await page.getByText('使用者名稱或密碼不對。').waitFor();
  await enter(TEST_PASSWORD);
  await page.getByRole('treeitem', { name: /清河县第一小学.*中小學/ }).waitFor();
  await page.getByRole('tab', { name: '崗位與人員' }).click();
  await heading(page, '學籍（人事）管理員');
  await page.getByLabel(/^語言/).click();
  await page.getByRole('button', { name: '简体中文' }).click();
  await heading(page, '学籍（人事）管理员');
  await context.close();
});

test('a second factor is set up and asked for', async () => {
  const { page, context, errors } = await visitor(here.browser, desktop, here.origin);
  await makeAccount(here.app, [['county-officer', here.world.id('CA')]], {
    username: 'officer',
    name: '吴强',
  });
  await signIn(page, 'officer', '/account');
  await heading(page, '动态验证码');
  await page.getByLabel('当前密码').nth(1).fill(TEST_PASSWORD);
  await page.getByRole('button', { name: '启用' }).click();
  const secret = (await page.locator('.lf-secret').textContent())!;
  await page.getByLabel('验证器显示的 6 位数字').fill(totp(secret));
  await page.getByRole('button', { name: '确认启用' }).click();
  await page.getByText('恢复码', { exact: true }).first().waitFor();
  expect(await axe(page)).toEqual([]);
  await picture(page, 'access-recovery-desktop', true);
  await page.getByLabel(/^账号：吴强/).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await signIn(page, 'officer', '/account');
  await heading(page, '动态验证码');
  await page.getByLabel('验证器上的 6 位数字').fill(totp(secret));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await heading(page, '账号与安全');
  await page.getByText('已启用。').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test.each([
  ['phone', phone],
  ['desktop', desktop],
] as const)('no page of access has an accessibility fault on a %s', async (name, device) => {
  const { page, context, errors } = await visitor(here.browser, device, here.origin);
  await page.goto('/login');
  await heading(page, '登录');
  expect(await axe(page)).toEqual([]);
  await signIn(page, 'office', '/account');
  await heading(page, '账号与安全');
  for (const [path, title] of [
    ['/account', '账号与安全'],
    ['/access/accounts', '账号'],
    ['/access/invitations', '二维码邀请'],
    ['/access/explain?permission=platform.admin', '我为何能（不能）查看'],
    ['/access/audit', '操作记录'],
    ['/more', '更多'],
  ] as const) {
    await page.goto(path);
    await heading(page, title);
    await page.locator('.lf-skeleton').waitFor({ state: 'detached' });
    expect(await axe(page), path).toEqual([]);
    await picture(page, `access${path.split('?')[0]!.replaceAll('/', '-')}-${name}`);
  }
  await page.goto('/nowhere');
  await page.getByText('没有这个页面').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
