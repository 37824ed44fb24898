import { type DemoStep, demoSteps } from '@lianfang/contract/setup';
import { sql } from 'kysely';
import { audit } from '../kernel/audit.ts';
import { type Clock, dateOf } from '../kernel/clock.ts';
import type { ColumnCrypto } from '../kernel/crypto.ts';
import type { Database, Tx } from '../kernel/db.ts';
import { createAccounts, hashPassword } from '../modules/access/index.ts';
import { prepareBoards } from '../modules/insight/index.ts';
import { createUnits, type UnitRow } from '../modules/org/index.ts';
import { type PlannedAccount, planAccounts, shownUsernames } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { layCalendar } from './calendar.ts';
import { type Plan, PROVINCE, planCounty } from './county.ts';
import { makeGroups } from './groups.ts';
import { breathe, writeChecks, writeFigures } from './history.ts';
import { DEMO_PASSWORD } from './password.ts';
import { Populace } from './people.ts';
import { Random } from './random.ts';
import { writeReports } from './reports.ts';
import { slotsOf, writePeople } from './write.ts';

/** Shares of the whole, about as measured, for an honest bar. */
const WEIGHTS: Readonly<Record<DemoStep, number>> = {
  units: 0.02,
  people: 0.31,
  accounts: 0.01,
  checks: 0.15,
  figures: 0.22,
  audit: 0.11,
  finish: 0.18,
};

export type OnProgress = (step: DemoStep, fraction: number) => void;

/** Turns the progress within a step into that of the whole. */
function meter(onProgress: OnProgress) {
  return (step: DemoStep) => {
    const before = demoSteps.slice(0, demoSteps.indexOf(step)).reduce((sum, s) => sum + WEIGHTS[s], 0);
    onProgress(step, before);
    return (fraction: number) => onProgress(step, before + fraction * WEIGHTS[step]);
  };
}

async function planPeople(random: Random, plan: Plan, today: string): Promise<Populace> {
  const populace = new Populace(today);
  for (const school of plan.schools) {
    populace.school(random, school);
    await breathe();
  }
  for (const office of plan.offices) populace.office(random, office);
  return populace;
}

async function writeAccounts(
  tx: Tx,
  accounts: readonly PlannedAccount[],
  personIds: readonly string[],
  units: ReadonlyMap<string, UnitRow>,
  since: string,
): Promise<readonly string[]> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return createAccounts(
    tx,
    accounts.map((a) => ({
      username: a.username,
      name: a.name,
      passwordHash,
      mustChangePassword: false,
      ...(a.person !== undefined && { personId: personIds[a.person]! }),
      holdings: a.posts.map((p) => ({
        postKind: p.postKind,
        unitId: units.get(p.unitCode)!.id,
        from: since,
        ...(p.backup && { backup: true }),
      })),
    })),
  );
}

export interface LoadOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly crypto: ColumnCrypto;
  readonly onProgress: OnProgress;
}

/**
 * What the planner should know of the rows just written, also within their transaction: without it the reports take
 * 14 s longer. Analysing is for the owner of the tables, not for the application's role; that one comes back.
 */
async function analyse(tx: Tx): Promise<void> {
  await sql`set local role none`.execute(tx);
  await sql`analyze`.execute(tx);
  await sql`set local role lianfang_app`.execute(tx);
}

/**
 * Loads the demo county into an empty platform, in one transaction: all of it or nothing. The same county on every
 * machine; only the dates follow the clock. Then adds up what boards look back on, so that the first one opens at once.
 */
export async function loadDemo({ db, clock, crypto, onProgress }: LoadOptions): Promise<void> {
  const at = meter(onProgress);
  const random = new Random('lianfang');
  const today = dateOf(clock).toString();
  await db.tx('*', async (tx) => {
    at('units');
    const schoolYear = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
    const plan = planCounty(random, schoolYear);
    const made = await createUnits(tx, plan.units, today);
    const units = new Map(made.map((u) => [u.code, u]));
    const days = await layCalendar(tx, units.get(PROVINCE)!.id, today);

    const inPeople = at('people');
    const { people } = await planPeople(random, plan, today);
    const personIds = await writePeople(tx, people, units, crypto, inPeople);

    at('accounts');
    const accounts = planAccounts(random, plan, people);
    const accountIds = await writeAccounts(tx, accounts, personIds, units, days[0]!);

    const checks = at('checks');
    const groups = makeGroups(random, { plan, people, personIds, units, accounts, accountIds }, days.length);
    const example = (kind: string) => groups.find((g) => g.kind === kind)!.unitId;
    await writeChecks(tx, {
      clock,
      random,
      groups,
      guests: new Set(accountIds.filter((_id, i) => accounts[i]!.shown)),
      unitsById: new Map(made.map((u) => [u.id, u])),
      days,
      slots: {
        class: await slotsOf(tx, example('class'), today),
        dormitory: await slotsOf(tx, example('dormitory'), today),
        office: await slotsOf(tx, example('office'), today),
      },
      onProgress: checks,
    });

    const figures = at('figures');
    await writeFigures(tx);
    await analyse(tx);
    await writeReports(tx, clock, random, days, figures);
    await writeAudit(tx, at('audit'));

    at('finish');
    await sql`insert into kernel.setting (key, value)
      values ('demo', ${JSON.stringify({ loadedOn: today, accounts: shownUsernames(accounts) })}::jsonb)`.execute(
      tx,
    );
    await audit(tx, units.get(PROVINCE)!.id, [
      { actor: 'system', verb: 'demo.load', object: 'platform:demo', detail: { days: days.length } },
    ]);
  });
  await db.tx('*', analyse);
  await prepareBoards({ db, clock });
  onProgress('finish', 1);
}
