import type { Page } from 'playwright-core';
import type { PageCase } from './cases.ts';
import type { PagesWorld } from './world.ts';

/** A dialog, sheet or panel of a page: how it is opened. Names are those of the Chinese interface. */
export interface DialogCase extends Omit<PageCase, 'path' | 'state'> {
  readonly name: string;
  readonly path: string;
  readonly open: (page: Page) => Promise<void>;
}

const button = (name: string | RegExp) => (page: Page) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
const row = (name: RegExp) => (page: Page) => page.getByRole('row', { name }).first().click();
const schoolTab = (tab: string) => (w: PagesWorld) => `?unit=${w.world.id('S1')}&tab=${tab}`;
const operation = (name: string): DialogCase => ({
  name: `operation ${name}`,
  path: '/units',
  as: 'administrator',
  rest: schoolTab('facts'),
  open: async (page) => {
    await button('操作')(page);
    await page.getByRole('menuitem', { name, exact: true }).click();
  },
});
const person = (name: string): DialogCase => ({
  name: `person ${name}`,
  path: '/people',
  as: 'registrar',
  rest: (w) => `?person=${w.person('S1-G1-1', 0)}`,
  open: (page) => page.locator('.lf-person').getByRole('button', { name }).click(),
});

/** In order of viewers, so that each signs in once. */
export const dialogs: readonly DialogCase[] = [
  {
    name: 'person sheet',
    path: '/check',
    as: 'teacher',
    open: async (page) => {
      await button('学生3')(page);
      await button('因病缺勤')(page);
      await button('已就诊')(page);
    },
  },
  { name: 'correction', path: '/check', as: 'reported', open: button('更正') },
  { name: 'measuring', path: '/check', as: 'office', open: button('逐人登记体温') },
  {
    name: 'tracing',
    path: '/absences',
    as: 'health',
    open: (page) => page.getByText('学生1').first().click(),
  },
  {
    name: 'send up',
    path: '/boards/school',
    as: 'health',
    rest: () => '?slot=morning',
    open: button(/再次上报|确认并上报/),
  },
  { name: 'remind', path: '/boards/region', as: 'county', rest: () => '?slot=morning', open: button('催报') },
  {
    name: 'symptoms',
    path: '/boards/region',
    as: 'county',
    rest: () => '?slot=morning&symptom=fever',
    open: (page) => page.getByText('发热').first().scrollIntoViewIfNeeded(),
  },
  { name: 'keys', path: '/units', as: 'administrator', open: (page) => page.keyboard.press('?') },
  {
    name: 'new unit',
    path: '/units',
    as: 'administrator',
    rest: schoolTab('facts'),
    open: button('新建下级'),
  },
  ...['修改资料', '更名', '移动', '合并', '年度升级', '撤销单位'].map(operation),
  { name: 'appoint', path: '/units', as: 'administrator', rest: schoolTab('posts'), open: button('任命') },
  { name: 'end post', path: '/units', as: 'administrator', rest: schoolTab('posts'), open: button('终止') },
  {
    name: 'term',
    path: '/units',
    as: 'administrator',
    rest: schoolTab('calendar'),
    open: button('添加学期'),
  },
  {
    name: 'parameter',
    path: '/units',
    as: 'administrator',
    rest: schoolTab('parameters'),
    open: button('调整'),
  },
  { name: 'slot', path: '/settings/slots', as: 'administrator', open: button('修改') },
  { name: 'exemption', path: '/settings/exemptions', as: 'administrator', open: button('登记免报') },
  { name: 'new account', path: '/access/accounts', as: 'administrator', open: button('开设账号') },
  { name: 'account', path: '/access/accounts', as: 'administrator', open: row(/teacher/) },
  { name: 'audit entry', path: '/access/audit', as: 'administrator', open: row(/林文/) },
  { name: 'columns', path: '/access/audit', as: 'administrator', open: button('列') },
  { name: 'new person', path: '/people', as: 'registrar', open: button('新增人员') },
  ...['修改', '调班（转入）', '离校（离职）'].map(person),
  {
    name: 'invitation sheet',
    path: '/access/invitations',
    as: 'registrar',
    open: async (page) => {
      await button('发出邀请')(page);
      await page.getByRole('combobox', { name: '岗位' }).click();
      await page.getByTitle('班主任').click();
      await button(/^生成 \d+ 个二维码/)(page);
      await page.locator('.lf-slip').first().waitFor();
    },
  },
  { name: 'invite', path: '/access/invitations', as: 'registrar', open: button('发出邀请') },
];
