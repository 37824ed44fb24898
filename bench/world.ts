import { connect } from '@lianfang/server/kernel/db';
import { createAccounts, createToken, hashPassword } from '@lianfang/server/modules/access/index';
import { createUnits, type NewUnit } from '@lianfang/server/modules/org/index';
import { sql } from 'kysely';

export interface WorldSize {
  readonly counties: number;
  readonly schools: number;
  readonly classes: number;
  readonly pupils: number;
}

/** A class that can report, with the token of its school's health officer. */
export interface BenchClass {
  readonly id: string;
  readonly county: string;
  readonly token: string;
  readonly pupils: readonly string[];
}
export interface BenchWorld {
  readonly classes: readonly BenchClass[];
  readonly provinceId: string;
  readonly countyIds: readonly string[];
  /** Token of the first county's officer, and of the province's. */
  readonly countyToken: string;
  readonly provinceToken: string;
  readonly schoolIds: readonly string[];
}

const OPENED = '2020-09-01';

function plan(size: WorldSize): NewUnit[] {
  const units: NewUnit[] = [
    { code: 'P', kind: 'province', name: '演示省', openedOn: OPENED },
    { code: 'P-C', kind: 'city', name: '演示市', parentCode: 'P', openedOn: OPENED },
  ];
  for (let c = 1; c <= size.counties; c++) {
    units.push({ code: `K${c}`, kind: 'county', name: `第${c}县`, parentCode: 'P-C', openedOn: OPENED });
    for (let s = 1; s <= size.schools; s++) {
      const school = `K${c}S${s}`;
      units.push({
        code: school,
        kind: 'school',
        name: `第${c}县第${s}学校`,
        parentCode: `K${c}`,
        openedOn: OPENED,
      });
      for (let k = 1; k <= size.classes; k++) {
        units.push({
          code: `${school}-${k}`,
          kind: 'class',
          name: `${k}班`,
          parentCode: school,
          openedOn: OPENED,
          sort: k,
        });
      }
    }
  }
  return units;
}

/**
 * Makes a world by the platform's own functions: units, a health officer a school who reports for its classes, an
 * officer of the first county and one of the province, pupils by one set-based statement.
 */
export async function makeBenchWorld(
  databaseUrl: string,
  size: WorldSize,
  today: string,
): Promise<BenchWorld> {
  const db = connect(databaseUrl);
  try {
    return await db.tx('*', async (tx) => {
      const made = await createUnits(tx, plan(size), today);
      const ids = new Map(made.map((u) => [u.code, u.id]));
      const schools = made.filter((u) => /^K\d+S\d+$/.test(u.code));
      const passwordHash = await hashPassword('not-used-in-the-bench');
      const posts = [
        ...schools.map((s) => ({ username: `officer-${s.code}`, postKind: 'health-officer', unitId: s.id })),
        { username: 'county-officer', postKind: 'county-officer', unitId: ids.get('K1')! },
        { username: 'province-officer', postKind: 'province-officer', unitId: ids.get('P')! },
      ];
      const accounts = await createAccounts(
        tx,
        posts.map((p) => ({
          username: p.username,
          name: p.username,
          passwordHash,
          mustChangePassword: false,
          holdings: [{ postKind: p.postKind, unitId: p.unitId, from: OPENED }],
        })),
      );
      const tokens: string[] = [];
      for (const accountId of accounts) {
        const token = await createToken(tx, { accountId, name: 'bench', expiresAt: '2099-01-01T00:00:00Z' });
        tokens.push(token.secret);
      }
      await sql`insert into people.person (area_id, kind, unit_id, school_id, lineage, name, joined_on)
        select u.area_id, 'student', u.id, u.school_id, u.lineage, '学生' || n, ${OPENED}::date
        from org.unit u, generate_series(1, ${size.pupils}) n where u.kind = 'class'`.execute(tx);
      await sql`insert into people.placement (person_id, unit_id, lineage, valid)
        select id, unit_id, lineage, daterange(joined_on, null) from people.person`.execute(tx);
      const { rows } = await sql<{ unit_id: string; pupils: string[] }>`
        select unit_id, array_agg(id::text order by id) as pupils from people.person group by unit_id`.execute(
        tx,
      );
      const pupils = new Map(rows.map((r) => [r.unit_id, r.pupils]));
      const tokenOf = new Map(schools.map((s, i) => [s.code, tokens[i]!]));
      return {
        provinceId: ids.get('P')!,
        countyIds: made.filter((u) => /^K\d+$/.test(u.code)).map((u) => u.id),
        schoolIds: schools.map((s) => s.id),
        countyToken: tokens.at(-2)!,
        provinceToken: tokens.at(-1)!,
        classes: made
          .filter((u) => u.code.includes('-') && u.code !== 'P-C')
          .map((u) => ({
            id: u.id,
            county: u.area_id,
            token: tokenOf.get(u.code.split('-')[0]!)!,
            pupils: pupils.get(u.id) ?? [],
          })),
      };
    });
  } finally {
    // The role comes with the connection, so a reset would lead back to it; analysing is for the owner.
    await db.pool.query('set role none; analyze');
    await db.close();
  }
}
