import { sql } from 'kysely';
import type { UnitDirectory, UnitFacts } from '../../kernel/actor.ts';
import type { Database } from '../../kernel/db.ts';
import type { EventHub } from '../../kernel/events.ts';

/** Units kept in memory; past this the cache starts anew (a province has some hundred thousand units). */
const MOST = 50_000;

/**
 * Facts of a unit from an in-process cache, for the decision on scope that every request makes. Any event of
 * kind 'unit' empties it (operations are rare, requests are not), so that another process's change is seen within
 * the time of a NOTIFY, some milliseconds. Closed units are found too: their past rows still have readers.
 */
export class CachedUnitDirectory implements UnitDirectory {
  readonly #db: Database;
  readonly #known = new Map<string, UnitFacts>();
  /** Counts the emptyings: an answer that was asked for before one must not be kept after it. */
  #generation = 0;
  readonly close: () => void;

  constructor(db: Database, events: EventHub) {
    this.#db = db;
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
    const facts = await this.#db.tx('*', (tx) => readFacts(tx, id), 'read');
    if (facts && generation === this.#generation) {
      if (this.#known.size >= MOST) this.clear();
      this.#known.set(id, facts);
    }
    return facts;
  }
}

async function readFacts(
  tx: Parameters<Parameters<Database['tx']>[1]>[0],
  id: string,
): Promise<UnitFacts | null> {
  const { rows } = await sql<UnitFacts>`
    select id, kind, name, parent_id as "parentId", area_id as "areaId", school_id as "schoolId",
      lineage::text[] as lineage
    from org.unit where id = ${id}::bigint`.execute(tx);
  return rows[0] ?? null;
}
