import { sql } from 'kysely';
import { Coalescer } from '../../kernel/coalescer.ts';
import type { Database, Tx } from '../../kernel/db.ts';
import type { ChangeEvent, EventHub } from '../../kernel/events.ts';
import { parametersAt } from '../../kernel/parameter.ts';
import type { GroupFacts, SlotFact } from './domain.ts';
import { backfillDays, feverCutoff } from './parameters.ts';

/** Groups and dates kept in memory (a roster of 45 is some 4 KB); past this the cache starts anew. */
const MOST = 10_000;
/** Changes that may touch a group's facts. They are rare beside checks, so everything is forgotten. */
const TOUCHING = new Set(['unit', 'roster', 'slot', 'parameter', 'reconnected']);

interface Wanted {
  readonly unit: string;
  readonly period: string;
}

/**
 * What the decision on a check needs, from memory: lineage, slots, roster and cut-offs of a group on a date. Misses
 * of the same moment are read together in one transaction (the morning's first checks of 2,000 classes come at once).
 */
export class FactsCache {
  readonly #known = new Map<string, GroupFacts>();
  readonly #misses: Coalescer<Wanted, GroupFacts | null>;
  /** Counts the emptyings: what was asked for before one must not be kept after it. */
  #generation = 0;
  readonly close: () => void;

  constructor(db: Database, events: EventHub) {
    this.#misses = new Coalescer<Wanted, GroupFacts | null>({
      run: (_lane, wanted) => db.tx('*', (tx) => readFacts(tx, wanted), 'read'),
      keys: () => [],
      most: 100,
      blames: () => false,
    });
    this.close = events.subscribe((event: ChangeEvent) => {
      if (TOUCHING.has(event.kind)) this.clear();
    });
  }

  clear(): void {
    this.#generation++;
    this.#known.clear();
  }

  /** The facts of a group on a date, or null when it did not exist then. */
  async get(unit: string, period: string): Promise<GroupFacts | null> {
    const key = `${unit}|${period}`;
    const known = this.#known.get(key);
    if (known) return known;
    const generation = this.#generation;
    const facts = await this.#misses.add('facts', { unit, period });
    if (facts && generation === this.#generation) {
      if (this.#known.size >= MOST) this.clear();
      this.#known.set(key, facts);
    }
    return facts;
  }
}

type FactsRow = Pick<GroupFacts, 'areaId' | 'schoolId' | 'lineage' | 'schoolLineage'> & {
  readonly slots: readonly SlotFact[];
  readonly roster: readonly string[];
};

/**
 * Reads the facts of several groups and dates; one row each, in the order asked. The bounds of a placement are
 * compared one by one: of `valid @> date` the planner believes that it leaves one row in 200, and walks the whole
 * exclusion index of a county (17 ms a group instead of 0.05).
 */
async function readFacts(tx: Tx, wanted: readonly Wanted[]): Promise<(GroupFacts | null)[]> {
  const { rows } = await sql<{ no: number } & FactsRow>`
    select w.no::int, v.area_id as "areaId", h.school as "schoolId", v.lineage::text[] as lineage,
      (select s.lineage::text[] from org.unit_version s where s.unit_id = h.school and s.valid @> w.period)
        as "schoolLineage",
      (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'nameZh', s.name_zh, 'nameEn', s.name_en,
          'opensAt', to_char(s.opens_at, 'HH24:MI'), 'dueAt', to_char(s.due_at, 'HH24:MI'), 'calendar', s.calendar)
          order by s.due_at), '[]')
        from published.slots_in_force(w.unit, w.period) s) as slots,
      array(select p.person_id::text from (
          select person_id, valid from people.placement where unit_id = w.unit
          union all select person_id, valid from people.placement where dormitory_id = w.unit) p
        where lower(p.valid) <= w.period and (upper_inf(p.valid) or upper(p.valid) > w.period)
        order by p.person_id) as roster
    from unnest(${wanted.map((w) => w.unit)}::bigint[], ${wanted.map((w) => w.period)}::date[])
      with ordinality w(unit, period, no)
    join org.unit_version v on v.unit_id = w.unit and v.valid @> w.period
    cross join lateral (select coalesce(v.school_id, v.parent_id, v.unit_id) as school) h`.execute(tx);
  const [cutoffs, days] = [await parametersAt(tx, feverCutoff), await parametersAt(tx, backfillDays)];
  const facts: (GroupFacts | null)[] = wanted.map(() => null);
  for (const { no, slots, roster, ...place } of rows) {
    const { unit, period } = wanted[no - 1]!;
    facts[no - 1] = {
      ...place,
      unitId: unit,
      period,
      slots,
      roster: new Set(roster),
      cutoff: cutoffs(place.lineage, period),
      backfillDays: days(place.lineage, period),
    };
  }
  return facts;
}
