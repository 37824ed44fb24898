import type { Duty, DutyGroup, DutySuggestion } from '@lianfang/contract/healthDuty';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { Problem } from '../../kernel/problem.ts';
import { type Calendar, type CalendarKind, readCalendars } from '../org/index.ts';
import { readChecks } from './checks.ts';
import type { GroupFacts } from './domain.ts';
import { exemptBy, readExcuses, stateOf } from './dutyState.ts';
import { deskOf, factsOf } from './instances.ts';

interface Group {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly school: string;
  readonly path: string;
  readonly lineage: readonly string[];
}

/** Units that make checks today, at or below the units. */
async function readGroups(tx: Tx, units: readonly string[], today: string): Promise<readonly Group[]> {
  const { rows } = await sql<Group>`
    select u.id, u.name, r.kind, u.lineage::text[] as lineage, coalesce(s.name, p.name) as school,
      case when p.id = s.id or s.id is null then '' else p.name end as path
    from org.reporters(${today}::date) r join org.unit u on u.id = r.unit_id
    left join org.unit p on p.id = u.parent_id
    left join org.unit s on s.id = case when r.alone then p.id else r.school_id end
    where r.lineage && ${units}::bigint[]
    order by p.sort, p.id, u.sort, u.id`.execute(tx);
  return rows;
}

/** The last check before today in which somebody of the group was ill: who may still be. */
async function readSuggestions(tx: Tx, units: readonly string[], today: string) {
  const { rows } = await sql<DutySuggestion & { unit: string }>`
    select w.unit::text, e.period, e.person_id::text as "personId", e.kind, e.symptoms,
      coalesce(e.onset_on, e.period) as "onsetOn", e.saw_doctor as "sawDoctor", e.diagnosis
    from unnest(${units}::bigint[]) w(unit)
    cross join lateral (
      select c.area_id, c.check_id from health.check_current c
      where c.unit_id = w.unit and c.period < ${today}::date and c.period >= ${today}::date - 14
      order by c.period desc, c.last_at desc limit 1) c
    join health.check_exception e on e.area_id = c.area_id and e.check_id = c.check_id
    where e.kind in ('absent_ill', 'present_ill') and e.person_id is not null order by e.no`.execute(tx);
  return rows.map(({ sawDoctor, diagnosis, ...row }) => ({
    ...row,
    ...(sawDoctor !== null && { sawDoctor }),
    ...(diagnosis !== null && { diagnosis }),
  }));
}

async function readNames(tx: Tx, facts: readonly GroupFacts[]): Promise<ReadonlyMap<string, string>> {
  const ids = facts.flatMap((f) => [...f.roster]);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people.person where id = any(${ids}::bigint[])`.execute(tx);
  return new Map(rows.map((r) => [r.id, r.name]));
}

/**
 * What the signed-in person reports today: by default the groups at which a post is held, with roster and state; with
 * `unit` that group, if a post above allows it (the substitute of S0B-93). Small enough to keep on a phone.
 */
export async function readDuty(
  tx: Tx,
  services: Services,
  actor: Actor,
  unit: string | undefined,
): Promise<Duty> {
  const { clock } = services;
  const now = clock.now();
  const { date: today } = deskOf(services).localNow();
  const holdings = actor.holdings.filter((h) => h.permissions.has('check.submit'));
  const posts = holdings.map((h) => h.unitId);
  const own = new Set(holdings.filter((h) => !h.backup).map((h) => h.unitId));
  const reachable = await readGroups(tx, posts, today);
  const named = unit === undefined ? new Set(posts) : new Set([unit]);
  // One's own before those one stands in for: the page opens with the first.
  const mine = reachable
    .filter((g) => named.has(g.id))
    .sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)));
  if (unit !== undefined && mine.length === 0) throw new Problem('kernel.not-found');

  const facts = await Promise.all(mine.map((g) => factsOf(services).get(g.id, today)));
  const known = mine.flatMap((group, i) => (facts[i] ? [{ group, facts: facts[i] }] : []));
  const ids = known.map((k) => k.group.id);
  const names = await readNames(
    tx,
    known.map((k) => k.facts),
  );
  const checks = await readChecks(tx, { units: ids, period: today });
  const suggestions = await readSuggestions(tx, ids, today);
  const calendars = await readCalendars(tx, mine, today, today);

  const excuses = await readExcuses(tx, ids, today);

  const slotsOf = (group: Group, f: GroupFacts, calendar: Calendar): DutyGroup['slots'] =>
    f.slots.map((slot) => {
      const current = checks.find((c) => c.unit === group.id && c.slot === slot.code);
      const exempt = exemptBy(
        slot.code,
        calendar.day(slot.calendar as CalendarKind, today),
        excuses.filter((e) => e.unit === group.id),
      );
      const state = stateOf(
        exempt !== null,
        current ? { outcome: current.outcome, firstAt: Date.parse(current.firstAt!) } : null,
        instantOf(clock, today, slot.dueAt).epochMilliseconds,
        now.epochMilliseconds,
      );
      const { code, nameZh, nameEn, opensAt, dueAt } = slot;
      return {
        ...{ code, nameZh, nameEn, opensAt, dueAt, state },
        ...(exempt && { exempt }),
        ...(current && { current }),
      };
    });

  return {
    asOf: now.toString(),
    today,
    groups: known.map(({ group, facts: f }) => ({
      unit: { id: group.id, name: group.name, kind: group.kind, school: group.school },
      backup: posts.includes(group.id) && !own.has(group.id),
      cutoff: f.cutoff,
      slots: slotsOf(group, f, calendars(group.id)),
      roster: [...f.roster].map((id) => ({ id, name: names.get(id) ?? '—' })),
      suggestions: suggestions.filter((s) => s.unit === group.id && f.roster.has(s.personId ?? '')),
    })),
    others: reachable.filter((g) => !posts.includes(g.id)).map(({ id, name, path }) => ({ id, name, path })),
  };
}
