import { beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../support/access.ts';
import { axe, desktop, phone, picture, visitor } from '../support/browser.ts';
import { signIn } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

/** A notice as it might come for 2033, a year this release does not know. */
const NOTICE = `一、元旦：1月1日（周六）至3日（周一）放假调休，共3天。
二、春节：1月30日（周日）至2月5日（周六）放假调休，共7天。2月6日（周日）上班。
三、清明节：4月2日（周六）至4日（周一）放假，共3天。
四、劳动节：5月1日（周日）至5日（周四）放假调休，共5天。5月7日（周六）上班。
五、端午节：6月1日（周三）放假。
六、中秋节：9月8日（周四）至10日（周六）放假调休，共3天。9月11日（周日）上班。
七、国庆节：10月1日（周六）至7日（周五）放假调休，共7天。10月8日（周六）、10月9日（周日）上班。`;

const here = journey({ now: '2032-11-18T08:40:00+08:00' });
beforeAll(async () => {
  await makeAccount(here.app, [['administrator', here.world.id('PROV')]], {
    username: 'admin',
    name: '林清',
  });
});

test.each([
  ['desktop', desktop],
  ['phone', phone],
])('the notice of the coming year is pasted, checked and holds for everybody (%s)', async (name, device) => {
  const { page, errors } = await visitor(here.browser, device, here.origin);
  await signIn(page, 'admin', `/units?unit=${here.world.id('PROV')}&tab=calendar`);
  await page.getByLabel('选择月份').fill('2033-10');
  await page.getByText('2033年的放假调休安排尚未录入').waitFor();
  await page.getByRole('button', { name: '录入2033年放假安排' }).click();
  await page.getByLabel('通知正文').fill(NOTICE);
  await page.getByText('10月1日至10月7日').waitFor();
  await page.locator('.ant-modal:not(.ant-zoom-appear)').waitFor();
  await picture(page, `arrangement-${name}`);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: /^保\s*存$/ }).click();
  await page.locator('.lf-note').getByText('2033年放假安排依据').waitFor();
  expect(await page.getByText('尚未录入').allInnerTexts()).toEqual([]);
  await picture(page, `arrangement-done-${name}`);
  await page.getByRole('button', { name: /^撤\s*回$/ }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /^撤\s*回$/ })
    .click();
  await page.getByText('2033年的放假调休安排尚未录入').waitFor();
  expect(errors).toEqual([]);
});
