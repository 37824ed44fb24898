import { sql } from 'kysely';
import type { UnitDirectory, UnitFacts } from '../../kernel/actor.ts';
import { Coalescer } from '../../kernel/coalescer.ts';
import type { Database, Tx } from '../../kernel/db.ts';
import type { EventHub } from '../../kernel/events.ts';

/** Units kept in memory; past this the cache starts anew (a province has some hundred thousand units). */
const MOST = 50_000;

/**
 * Facts of a unit from an in-process cache, for the decision on scope that every request makes. Any event of
 * kind 'unit' empties it (operations are rare, requests are not), so that another process's change is seen within
 * the time of a NOTIFY, some milliseconds. Closed units are found too: their past rows still have readers.
 */
export class CachedUnitDirectory implements UnitDirectory {
  readonly #misses: Coalescer<string, UnitFacts | null>;
  readonly #known = new Map<string, UnitFacts>();
  /** Counts the emptyings: an answer that was asked for before one must not be kept after it. */
  #generation = 0;
  readonly close: () => void;

  constructor(db: Database, events: EventHub) {
    this.#misses = new Coalescer<string, UnitFacts | null>({
      run: async (ids) => ({ outcomes: await db.tx('*', (tx) => readFacts(tx, ids), 'read') }),
      keys: () => [],
      most: 200,
      blames: () => false,
    });
    this.close = events.subscribe((event) => {
      if (event.kind === 'unit' || event.kind === 'reconnected') this.clear();
    });
  }

  clear(): void {
    this.#generation++;
    this.#known.clear();
  }

  async get(id: string): Promise<UnitFacts | null> {
    const known = this.#known.get(id);
    if (known) return known;
    const generation = this.#generation;
    const facts = await this.#misses.add(id);
    if (facts && generation === this.#generation) {
      if (this.#known.size >= MOST) this.clear();
      this.#known.set(id, facts);
    }
    return facts;
  }
}

/** Units asked for in the same moment are read at once (the morning's first checks of 2,000 classes). */
async function readFacts(tx: Tx, ids: readonly string[]): Promise<(UnitFacts | null)[]> {
  const { rows } = await sql<UnitFacts>`
    select u.id, u.kind, u.name, u.parent_id as "parentId", u.area_id as "areaId", u.school_id as "schoolId",
      coalesce(u.school_id, case when k.role = 'group' then u.id end) as "receiverId", u.lineage::text[] as lineage
    from org.unit u join org.unit_kind k on k.code = u.kind where u.id = any(${ids}::bigint[])`.execute(tx);
  const byId = new Map(rows.map((r) => [r.id, r]));
  return ids.map((id) => byId.get(id) ?? null);
}
