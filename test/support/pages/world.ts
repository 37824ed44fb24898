import { randomUUID } from 'node:crypto';
import { openSetup } from '@lianfang/server/modules/setup/state';
import pg from 'pg';
import { upload } from '../../imports/desk.ts';
import { makeAccount, signIn, type TestAccount, tokenOf } from '../access.ts';
import { type TestApp, testApp } from '../app.ts';
import { populate } from '../checks.ts';
import { makeWorld, type World } from '../world.ts';

export type PageLanguage = 'zh-CN' | 'en';
/** Everybody who looks at pages: the post and the unit it is held at. */
const POSTS = {
  administrator: ['administrator', 'CA'],
  county: ['county-officer', 'CA'],
  health: ['health-officer', 'S1'],
  registrar: ['registrar', 'S1'],
  principal: ['principal', 'S1'],
  teacher: ['class-teacher', 'S1-G1-2'],
  reported: ['class-teacher', 'S1-G1-1'],
  office: ['group-reporter', 'S1-OF'],
} as const;
export type Viewer = keyof typeof POSTS;

export const PAGES_NOW = '2026-11-18T09:10:00+08:00';
const TODAY = '2026-11-18';

/** A county on a Wednesday after the morning's deadline: every page has something to show. */
export interface PagesWorld {
  readonly app: TestApp;
  readonly world: World;
  readonly origin: string;
  /** Addresses carry these secrets: of an open invitation and of the first run. */
  readonly invitation: string;
  readonly setup: string;
  /** An import that was checked and waits, with rows that cannot be imported. */
  readonly importId: string;
  person(unit: string, n: number): string;
  /** The cookie header of a viewer's session; signed in once. */
  cookie(viewer: Viewer): Promise<string>;
  close(): Promise<void>;
}

/** In English the data has Latin names, so that whatever Chinese is seen was left in the interface. */
async function latinise(owner: pg.Client): Promise<void> {
  await owner.query(`update org.unit set name = 'Unit ' || code`);
  await owner.query(`update org.unit_version v set name = u.name from org.unit u where u.id = v.unit_id`);
  await owner.query(`update people.person set name = 'Person ' || id`);
}

export async function pagesWorld(language: PageLanguage): Promise<PagesWorld> {
  const app = await testApp({ now: PAGES_NOW });
  const world = await makeWorld(app.db);
  const owner = new pg.Client({ connectionString: app.url });
  await owner.connect();
  const people = await populate(owner);
  if (language === 'en') await latinise(owner);
  const [name, reason] = language === 'en' ? ['Lin Wen', 'Field trip'] : ['林文', '研学旅行'];
  const accounts = {} as Record<Viewer, TestAccount>;
  for (const [viewer, [post, unit]] of Object.entries(POSTS)) {
    accounts[viewer as Viewer] = await makeAccount(app, [[post, world.id(unit)]], { username: viewer, name });
  }
  const post = async (viewer: Viewer, url: string, payload: object) => {
    const headers = { 'accept-language': language, ...(await tokenOf(app, accounts[viewer].id)) };
    const answer = await app.app.inject({ method: 'POST', url: `/api${url}`, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`);
    return answer.json();
  };
  const ill = (unit: string, n: number) => ({
    personId: people.get(unit)![n],
    kind: 'absent_ill',
    symptoms: ['fever', 'cough', 'vomiting'],
    temperature: 38.4,
    sawDoctor: true,
  });
  for (const [unit, period, exceptions] of [
    ['S1-G1-1', '2026-11-17', [ill('S1-G1-1', 0)]],
    ['S1-G1-2', '2026-11-17', [ill('S1-G1-2', 1)]],
    ['S1-G1-1', TODAY, [ill('S1-G1-1', 0), { personId: people.get('S1-G1-1')![4], kind: 'late' }]],
    ['S1-G6-1', TODAY, []],
  ] as const) {
    const check = { id: randomUUID(), unit: world.id(unit), period, slot: 'morning', madeAt: PAGES_NOW };
    await post('health', '/checks', { ...check, exceptions });
  }
  const about = { unit: world.id('S1'), period: TODAY, slot: 'morning' };
  await post('health', `/units/${about.unit}/school-reports`, {
    id: randomUUID(),
    period: TODAY,
    slot: 'morning',
  });
  await post('county', '/reminders', { id: randomUUID(), ...about, unit: world.id('CA'), level: 'group' });
  await post('health', '/exemptions', { unit: world.id('S1-G6-2'), from: TODAY, to: TODAY, reason });
  const issued = await post('registrar', '/invitations', {
    unitIds: [world.id('S1-G6-1')],
    postKind: 'class-teacher',
    days: 7,
  });
  const heads = language === 'en' ? 'Name,Class,ID number' : '姓名,班级,身份证号';
  const list = `${heads}\nPerson A,1-1,12345\nPerson B,1-1,\n`;
  const sent = await upload(app, await tokenOf(app, accounts.registrar.id), list);
  if (sent.status !== 201) throw new Error(`the import answered ${sent.status}: ${sent.body.detail}`);
  const setup = (await openSetup(app.db))!;
  const origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
  const cookies = new Map<Viewer, Promise<string>>();
  return {
    app,
    world,
    origin,
    invitation: new URL(issued.rows[0].url).hash.slice(1),
    setup,
    importId: sent.body.id,
    person: (unit, n) => people.get(unit)![n]!,
    cookie: (viewer) => {
      const known =
        cookies.get(viewer) ??
        signIn(app.app, viewer, accounts[viewer].password).then((headers) => headers.cookie!);
      cookies.set(viewer, known);
      return known;
    },
    close: async () => {
      await owner.end();
      await app.close();
    },
  };
}
