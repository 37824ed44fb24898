import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount } from '../support/access.ts';
import { axe, desktop, phone, picture, visitor } from '../support/browser.ts';
import { hears, signIn } from '../support/enter.ts';
import { journey } from '../support/journey.ts';

const NOW = '2026-11-18T09:10:00+08:00';
let county: Headers;
const here = journey({ now: NOW });
beforeAll(async () => {
  await makeAccount(here.app, [['class-teacher', here.world.id('S1-G1-1')]], {
    username: 'wang',
    name: '王老师',
  });
  county = await as(here.app, ['county-officer', here.world.id('CA')]);
});

const remind = (slot: string) =>
  here.app.app.inject({
    method: 'POST',
    url: '/api/reminders',
    headers: county,
    payload: {
      ...{ id: randomUUID(), unit: here.world.id('S1-G1-1'), level: 'group' },
      ...{ period: '2026-11-18', slot, includePending: true },
    },
  });

test.each([
  ['phone', phone],
  ['desktop', desktop],
] as const)('on a %s the bell says what is unread, at once, until it is read', async (device, size) => {
  const { context, page, errors } = await visitor(here.browser, size, here.origin);
  await page.clock.install({ time: NOW });
  const hearing = hears(page);
  await signIn(page, 'wang', '/account');
  const bell = page.getByRole('banner').getByRole('link', { name: '消息' });
  await bell.waitFor();
  const status = page.getByRole('banner').getByRole('status');
  expect(await status.textContent()).toBe('');
  await hearing;
  const answer = await remind(device === 'phone' ? 'morning' : 'noon');
  expect([answer.statusCode, answer.json().people], answer.body).toEqual([200, 1]);
  await status.getByText('1 条消息未读').waitFor();
  await picture(page, `bell-${device}`);
  expect(await axe(page)).toEqual([]);
  await bell.click();
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await status.getByText('1 条消息未读').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await context.close();
});
