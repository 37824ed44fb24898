import type { Database } from '@lianfang/server/kernel/db';
import { createUnits, type NewUnit } from '@lianfang/server/modules/org/index';

/** A small world: units by code. Every unit opened on 2020-09-01. */
export interface World {
  /** Id of a unit by its code: `id('C1')`. Throws on a code the world has not. */
  id(code: string): string;
  readonly ids: ReadonlyMap<string, string>;
}

const unit = (
  code: string,
  kind: string,
  name: string,
  parentCode?: string,
  more: Partial<NewUnit> = {},
): NewUnit => ({
  code,
  kind,
  name,
  parentCode,
  openedOn: '2020-09-01',
  ...more,
});

/** Two classes in each of the grades named, with their attributes. */
function grades(school: string, names: readonly (readonly [name: string, grade: number])[]): NewUnit[] {
  return names.flatMap(([name, grade]) => {
    const code = `${school}-G${grade}`;
    const attributes = { grade, entryYear: 2027 - grade };
    return [
      unit(code, 'grade', name, school, { sort: grade, attributes }),
      ...[1, 2].map((n) =>
        unit(`${code}-${n}`, 'class', `${name}${n}班`, code, {
          sort: n,
          attributes: { ...attributes, number: n },
        }),
      ),
    ];
  });
}

/**
 * PROV > CITY > two counties CA and CB. In CA: street ST with communities CO1 and CO2, another street ST2, primary
 * school S1 (community CO1; grades 1 and 6; office S1-OF), middle school S2 (street ST2; grades 7 and 9, dormitory
 * S2-D1). In CB: street ST3, kindergarten S3 (ST3; one grade). At the counties: offices CA-OF and CB-OF.
 * Classes are `S1-G1-1`, `S1-G1-2`, `S1-G6-1` … Fictional.
 */
export async function makeWorld(db: Database): Promise<World> {
  const units: NewUnit[] = [
    unit('PROV', 'province', '云岭省'),
    unit('CITY', 'city', '云川市', 'PROV'),
    unit('CA', 'county', '清河县', 'CITY'),
    unit('CB', 'county', '白石县', 'CITY'),
    unit('CA-OF', 'office', '清河县教育局应急办', 'CA'),
    unit('CB-OF', 'office', '白石县教育局应急办', 'CB'),
    unit('ST', 'street', '河东街道', 'CA'),
    unit('CO1', 'community', '杨柳社区', 'ST'),
    unit('CO2', 'community', '石桥社区', 'ST'),
    unit('ST2', 'street', '河西街道', 'CA'),
    unit('ST3', 'street', '白石镇', 'CB'),
    unit('S1', 'school', '清河县第一小学', 'CA', { territoryCode: 'CO1', attributes: { stage: 'primary' } }),
    unit('S2', 'school', '清河县第二中学', 'CA', {
      territoryCode: 'ST2',
      attributes: { stage: 'middle', boarding: true },
    }),
    unit('S3', 'kindergarten', '白石县中心幼儿园', 'CB', { territoryCode: 'ST3' }),
    unit('S1-OF', 'office', '总务处', 'S1'),
    unit('S2-D1', 'dormitory', '1号楼', 'S2'),
    ...grades('S1', [
      ['一年级', 1],
      ['六年级', 6],
    ]),
    ...grades('S2', [
      ['七年级', 7],
      ['九年级', 9],
    ]),
    ...grades('S3', [['小班', 1]]),
  ];
  const made = await db.tx('*', (tx) => createUnits(tx, units, '2026-11-18'));
  const ids = new Map(made.map((u) => [u.code, u.id]));
  return {
    ids,
    id(code) {
      const id = ids.get(code);
      if (id === undefined) throw new Error(`the test world has no unit ${code}`);
      return id;
    },
  };
}
