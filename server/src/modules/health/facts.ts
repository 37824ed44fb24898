import { sql } from 'kysely';
import { Coalescer } from '../../kernel/coalescer.ts';
import type { Database, Tx } from '../../kernel/db.ts';
import type { ChangeEvent, EventHub } from '../../kernel/events.ts';
import { parametersAt } from '../../kernel/parameter.ts';
import type { GroupFacts, SlotFact } from './domain.ts';
import { backfillDays, feverCutoff } from './parameters.ts';

/** Groups kept in memory (a roster of 45 is some 4 KB); past this the cache starts anew. */
const MOST = 20_000;
/** Changes that may touch any group's facts. They are rare beside checks, so everything is forgotten. */
const TOUCHING = new Set(['unit', 'slot', 'parameter', 'reconnected']);

interface Wanted {
  readonly unit: string;
  readonly period: string;
}

/**
 * What the decision on a check needs, from memory: lineage, slots, roster and cut-offs of a group, with the dates
 * between which they hold. Misses of the same moment are read together in one transaction (the morning's first checks
 * of 2,000 classes come at once).
 */
export class FactsCache {
  readonly #known = new Map<string, GroupFacts[]>();
  readonly #misses: Coalescer<Wanted, GroupFacts | null>;
  /** Counts the emptyings: what was asked for before one must not be kept after it. */
  #generation = 0;
  readonly close: () => void;

  constructor(db: Database, events: EventHub) {
    this.#misses = new Coalescer<Wanted, GroupFacts | null>({
      run: async (wanted) => ({ outcomes: await db.tx('*', (tx) => readFacts(tx, wanted), 'read') }),
      keys: () => [],
      most: 100,
      blames: () => false,
    });
    this.close = events.subscribe((event: ChangeEvent) => {
      if (TOUCHING.has(event.kind)) this.clear();
      else if (event.kind === 'person' && event.units) this.#forget(event.units);
      else if (event.kind === 'person') this.clear(); // a large import
    });
  }

  /** Pupils come, go and move every day, also while a province reports: only the groups of their schools are forgotten. */
  #forget(units: readonly string[]): void {
    this.#generation++;
    const touched = new Set(units);
    for (const [unit, facts] of this.#known)
      if (facts.some((f) => touched.has(f.schoolId))) this.#known.delete(unit);
  }

  clear(): void {
    this.#generation++;
    this.#known.clear();
  }

  /** The facts of a group on a date, or null when it did not exist then. */
  async get(unit: string, period: string): Promise<GroupFacts | null> {
    const known = this.#known.get(unit)?.find((f) => f.from <= period && period < f.to);
    return known ?? this.reread(unit, period);
  }

  /** The same from the database: before something is refused, for a change announces itself some milliseconds late. */
  async reread(unit: string, period: string): Promise<GroupFacts | null> {
    const generation = this.#generation;
    const facts = await this.#misses.add({ unit, period });
    if (facts && generation === this.#generation) {
      if (this.#known.size >= MOST) this.clear();
      const others = this.#known.get(unit)?.filter((f) => f.from !== facts.from) ?? [];
      this.#known.set(unit, [...others, facts]);
    }
    return facts;
  }
}

type FactsRow = Pick<GroupFacts, 'areaId' | 'schoolId' | 'lineage' | 'schoolLineage' | 'from' | 'to'> & {
  readonly slots: readonly SlotFact[];
  readonly roster: readonly string[];
};

/**
 * Reads the facts of several groups and dates; one row each, in the order asked. They hold from the last change of
 * anything they rest on to the next. The bounds of a placement are compared one by one: of `valid @> date` the
 * planner believes that it leaves one row in 200, and walks the whole exclusion index of a county (17 ms a group
 * instead of 0.05).
 */
async function readFacts(tx: Tx, wanted: readonly Wanted[]): Promise<(GroupFacts | null)[]> {
  const { rows } = await sql<{ no: number } & FactsRow>`
    with common as materialized (
      select d from published.slot_changes() as d
      union select unnest(array[valid_from, valid_to]) from kernel.parameter
        where key = any(${[feverCutoff.key, backfillDays.key]})
    )
    select w.no::int, v.area_id as "areaId", h.school as "schoolId", v.lineage::text[] as lineage,
      s.lineage::text[] as "schoolLineage", coalesce(b.since, '0001-01-01') as "from",
      coalesce(b.until, '9999-12-31') as "to", p.roster,
      (select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'nameZh', f.name_zh, 'nameEn', f.name_en,
          'opensAt', to_char(f.opens_at, 'HH24:MI'), 'dueAt', to_char(f.due_at, 'HH24:MI'), 'calendar', f.calendar)
          order by f.due_at), '[]')
        from org.reporters(w.period) k, published.slots_in_force(w.unit, w.period, k.kind) f
        where k.unit_id = w.unit) as slots
    from unnest(${wanted.map((w) => w.unit)}::bigint[], ${wanted.map((w) => w.period)}::date[])
      with ordinality w(unit, period, no)
    join org.unit_version v on v.unit_id = w.unit and v.valid @> w.period
    cross join lateral (select coalesce(v.school_id, v.unit_id) as school) h
    join org.unit_version s on s.unit_id = h.school and s.valid @> w.period
    cross join lateral (
      select coalesce(array_agg(q.person_id::text order by q.person_id) filter (
          where q.since <= w.period and (q.until is null or q.until > w.period)), '{}') as roster,
        array_agg(distinct q.since) || array_agg(distinct q.until) as bounds
      from (select person_id, lower(valid) as since, upper(valid) as until from people.placement
          where unit_id = w.unit
        union all select person_id, lower(valid), upper(valid) from people.placement where dormitory_id = w.unit) q) p
    cross join lateral (
      select max(d) filter (where d <= w.period) as since, min(d) filter (where d > w.period) as until
      from (select d from common union all select unnest(p.bounds || array[lower(v.valid), upper(v.valid),
        lower(s.valid), upper(s.valid)])) as bound(d)) b`.execute(tx);
  const cutoffs = await parametersAt(tx, feverCutoff);
  const days = await parametersAt(tx, backfillDays);
  const facts: (GroupFacts | null)[] = wanted.map(() => null);
  for (const { no, roster, ...known } of rows) {
    const { unit, period } = wanted[no - 1]!;
    facts[no - 1] = {
      ...known,
      unitId: unit,
      roster: new Set(roster),
      cutoff: cutoffs(known.lineage, period),
      backfillDays: days(known.lineage, period),
    };
  }
  return facts;
}
