import type pg from 'pg';

/** What is wrong with a chain at its first bad place. */
export interface ChainFault {
  readonly areaId: string;
  readonly seq: string;
  /**
   * altered: the row is not what was hashed. missing: one or more rows before this one are gone. unlinked: the row does
   * not follow from the one before. head: rows at the end are gone, or the chain's head was changed.
   */
  readonly kind: 'altered' | 'missing' | 'unlinked' | 'head';
  readonly at?: string;
  readonly verb?: string;
  readonly object?: string;
}

export interface VerifyReport {
  readonly areas: number;
  readonly entries: number;
  /** The first fault of each chain that has one. */
  readonly faults: readonly ChainFault[];
}

interface Row {
  readonly seq: string;
  readonly at: string;
  readonly verb: string;
  readonly object: string;
  readonly whole: boolean;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

/** Rows held in memory at a time. */
const PAGE = 5000;
const EMPTY = Buffer.alloc(0);

async function verifyArea(
  client: pg.ClientBase,
  areaId: string,
  onEntries: (count: number) => void,
): Promise<ChainFault | undefined> {
  let seq = 0n;
  let hash: Buffer = EMPTY;
  for (;;) {
    const { rows } = await client.query<Row>(
      `select seq, at, verb, object, prev_hash as prev, hash, hash = kernel.audit_hash(prev_hash, area_id, seq, at,
         actor, holding, verb, object, unit_id, detail) as whole
       from kernel.audit_entry where area_id = $1 and seq > $2 order by seq limit ${PAGE}`,
      [areaId, String(seq)],
    );
    for (const row of rows) {
      const { at, verb, object } = row;
      const fault = { areaId, seq: row.seq, at, verb, object };
      if (BigInt(row.seq) !== seq + 1n) return { ...fault, kind: 'missing' };
      if (!row.whole) return { ...fault, kind: 'altered' };
      if (!row.prev.equals(hash)) return { ...fault, kind: 'unlinked' };
      seq += 1n;
      hash = row.hash;
    }
    onEntries(rows.length);
    if (rows.length < PAGE) break;
  }
  const { rows } = await client.query<{ seq: string; hash: Buffer }>(
    'select seq, hash from kernel.audit_head where area_id = $1',
    [areaId],
  );
  const head = rows[0];
  const ends = head ? BigInt(head.seq) === seq && head.hash.equals(hash) : seq === 0n;
  return ends ? undefined : { areaId, seq: String(seq), kind: 'head' };
}

/**
 * Walks every area's chain from its first row to its head and works each hash out again, in one snapshot and in
 * constant memory. The connection is the owner's, or one with sight of the audit tables.
 */
export async function verifyAudit(
  client: pg.ClientBase,
  onProgress: (entries: number) => void = () => {},
): Promise<VerifyReport> {
  let entries = 0;
  const faults: ChainFault[] = [];
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    const { rows: areas } = await client.query<{ id: string }>(
      `select area_id as id from kernel.audit_head union select area_id from kernel.audit_entry order by 1`,
    );
    for (const { id } of areas) {
      const fault = await verifyArea(client, id, (count) => {
        entries += count;
        onProgress(entries);
      });
      if (fault) faults.push(fault);
    }
    return { areas: areas.length, entries, faults };
  } finally {
    await client.query('rollback');
  }
}
