import { randomUUID } from 'node:crypto';
import type { Register } from '@lianfang/contract/healthRegister';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../../test/support/app.ts';
import { populate } from '../../../../../test/support/checks.ts';
import { lianfang } from '../../../../../test/support/command.ts';
import { makeWorld, type World } from '../../../../../test/support/world.ts';
import { columnCrypto } from '../../../kernel/crypto.ts';

const date = '2026-11-18';
let t: TestApp;
let w: World;
let owner: pg.Client;
let officer: Headers;
let pupil: string;
let clerk: string;
beforeAll(async () => {
  t = await testApp({ now: `${date}T12:00:00+08:00` });
  w = await makeWorld(t.db);
  owner = new pg.Client({ connectionString: t.url });
  await owner.connect();
  const people = await populate(owner);
  [pupil, clerk] = [people.get('S1-G1-1')![0]!, people.get('S1-OF')![0]!];
  const sealed = columnCrypto(Buffer.alloc(32, 7)); // the secret of testApp
  const phone = (column: string, person: string, number: string) =>
    owner.query(`update people.person set ${column}_enc = $2, ${column}_last4 = $3 where id = $1`, [
      person,
      sealed.seal('person.phone', number),
      number.slice(-4),
    ]);
  await phone('guardian_phone', pupil, '13900004321');
  await phone('phone', clerk, '13900008765');
  officer = await as(t, ['health-officer', w.id('S1')]);
  const ill = (personId: string) => [{ personId, kind: 'absent_ill', symptoms: ['fever'] }];
  for (const [unit, who] of [
    ['S1-G1-1', pupil],
    ['S1-OF', clerk],
  ] as const)
    await t.app.inject({
      method: 'POST',
      url: '/api/checks',
      headers: officer,
      payload: {
        ...{ id: randomUUID(), unit: w.id(unit), period: date, slot: 'morning' },
        ...{ madeAt: t.clock.now().toString(), exceptions: ill(who) },
      },
    });
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

const ask = async (who: Headers, kind: string, more = '') => {
  const url = `/api/registers/${kind}?unit=${w.id('S1')}&from=${date}&to=${date}${more}`;
  return t.app.inject({ url, headers: who });
};
const looks = async () =>
  (
    await owner.query<{ actor: string; unit: string; detail: Record<string, unknown> }>(
      `select actor, unit_id::text as unit, detail from kernel.audit_entry where verb = 'person.look' order by seq`,
    )
  ).rows;
const phones = (register: Register) => register.rows.map((r) => r.phone);

test.each(['check', 'absence'])(
  '%s: masked by default, and nothing but the reading is logged',
  async (kind) => {
    const register = (await ask(officer, kind)).json() as Register;
    expect(phones(register).sort()).toEqual(['*******4321', '*******8765']);
    expect(register).toMatchObject({ contacts: 'masked', mayReveal: true });
    expect(await looks()).toEqual([]);
  },
);

test('whole numbers on request: parents of pupils, staff themselves; whose were seen is in the audit chain', async () => {
  const check = (await ask(officer, 'check', '&contacts=full')).json() as Register;
  expect(phones(check).sort()).toEqual(['13900004321', '13900008765']);
  expect(check.contacts).toBe('full');
  const csv = await ask(officer, 'absence', '&contacts=full&format=csv');
  expect(csv.body).toContain('13900004321');
  const detail = { what: 'contact', from: date, to: date, people: expect.arrayContaining([pupil, clerk]) };
  expect(await looks()).toMatchObject([
    { unit: w.id('S1'), detail: { ...detail, register: 'check', format: 'json' } },
    { unit: w.id('S1'), detail: { ...detail, register: 'absence', format: 'csv' } },
  ]);
});

test('who may not see contacts is refused, and the register says so beforehand', async () => {
  const principal = await as(t, ['principal', w.id('S1')]);
  expect((await ask(principal, 'check')).json()).toMatchObject({ contacts: 'masked', mayReveal: false });
  const refused = await ask(principal, 'check', '&contacts=full');
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'kernel.forbidden']);
  expect(refused.body).not.toContain('4321');
  expect((await ask(officer, 'daily')).json().mayReveal).toBe(false);
});

test('the command writes whole numbers only when told to, and logs whose they were', async () => {
  const before = (await looks()).length;
  const run = (...more: string[]) =>
    lianfang(
      [
        ...['export', '--register', 'check', '--unit', 'S1', '--from', date],
        ...['--format', 'csv', '--output', '-', ...more],
      ],
      { DATABASE_URL: t.url, LIANFANG_SECRET: '\u0007'.repeat(32) },
    );
  const masked = await run();
  expect(masked).toMatchObject({ code: 0, output: expect.stringContaining('*******4321') });
  expect(await looks()).toHaveLength(before);
  expect(await run('--contacts', 'full')).toMatchObject({
    code: 0,
    output: expect.stringContaining('13900004321'),
  });
  const look = (await looks()).slice(before);
  expect(look).toMatchObject([
    { actor: expect.stringMatching(/^cli:/), unit: w.id('S1'), detail: { what: 'contact', format: 'csv' } },
  ]);
  expect(look[0]!.detail.people).toEqual(expect.arrayContaining([pupil, clerk]));
});
