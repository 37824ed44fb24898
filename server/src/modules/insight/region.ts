import type { ChildRow, Figures, RegionBoard } from '@lianfang/contract/insight';
import { sql } from 'kysely';
import type { UnitFacts } from '../../kernel/actor.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { compare } from './compare.ts';
import { daysBefore } from './days.ts';
import {
  areaFigures,
  childOfArea,
  type FigureRow,
  type Question,
  schoolFigures,
  sumFigures,
} from './figures.ts';
import { type Head, headOf } from './head.ts';
import { makeReady } from './ready.ts';

/** Rows by child and date of what lies below a unit. */
interface Below {
  readonly children: readonly FigureRow[];
  readonly totals: readonly FigureRow[];
}

/**
 * Above the counties, finished days come from the sums kept per area and only today is added up live; in a county,
 * street or institution the institutions themselves are the children and few enough to add up.
 */
async function below(
  tx: Tx,
  q: Question & { readonly date: string },
  dates: readonly string[],
  today: string,
  above: boolean,
): Promise<Below> {
  if (!above) {
    const rows = await schoolFigures(tx, q, dates, sql`school_id`);
    return { children: rows, totals: rows };
  }
  const rows = [
    ...(await areaFigures(
      tx,
      q,
      dates.filter((d) => d < today),
    )),
    ...(await schoolFigures(
      tx,
      q,
      dates.filter((d) => d >= today),
      sql`area_id`,
    )),
  ];
  // Institutions that hang directly below a province or city are children of their own, beside the counties.
  const own = await schoolFigures(tx, q, dates, sql`school_id`, sql`array[${q.unit}::bigint]`);
  const child = await childOfArea(tx, q.unit, q.date);
  const inside = rows.flatMap((r) => {
    const key = child.get(r.key!);
    return key === undefined ? [] : [{ ...r, key }];
  });
  return { children: [...inside, ...own], totals: rows };
}

const ill = (f: Figures): number => f.absentIll + f.presentIll;

async function namesOf(tx: Tx, ids: readonly string[], date: string) {
  const { rows } = await sql<{ id: string; name: string; kind: string; level: number; sort: number }>`
    select u.id, coalesce(v.name, u.name) as name, u.kind, k.level, u.sort
    from org.unit u join org.unit_kind k on k.code = u.kind left join org.unit_version v on v.unit_id = u.id and v.valid @> ${date}::date
    where u.id = any(${ids}::bigint[])`.execute(tx);
  return new Map(rows.map((r) => [r.id, r]));
}

/** The board of a county, city, province, street: numbers only, no names of pupils. */
export async function regionBoard(
  services: Pick<Services, 'db' | 'clock'>,
  scope: readonly string[],
  unit: UnitFacts,
  query: { readonly date?: string | undefined; readonly slot?: string | undefined },
): Promise<RegionBoard> {
  const head: Head = await headOf(services, unit, query);
  const days = await daysBefore(services, unit, head.date);
  const today = dateOf(services.clock).toString();
  const above = unit.schoolId === null && ['province', 'city'].includes(unit.kind);
  await makeReady(services, unit.id, days.dates, above ? days.dates.filter((d) => d < today) : []);
  const q = { unit: unit.id, slot: head.slot, now: head.asOf, date: head.date };
  return services.db.tx(
    scope,
    async (tx) => {
      const { children, totals } = await below(tx, q, days.dates, today, above);
      const byChild = Map.groupBy(children, (r) => r.key!);
      const names = await namesOf(tx, [...byChild.keys()], head.date);
      const rows: ChildRow[] = [];
      for (const [id, of] of byChild) {
        const byDate = new Map([...Map.groupBy(of, (r) => r.period)].map(([d, r]) => [d, sumFigures(r)!]));
        const figures = byDate.get(head.date);
        const name = names.get(id);
        if (!figures || !name) continue;
        rows.push({
          unitId: id,
          name: name.name,
          kind: name.kind,
          figures,
          series: days.all.map((d) => {
            const then = byDate.get(d.date);
            // Nobody has reported yet: not known, and not a zero.
            return then && then.data + then.zero + then.late > 0 ? ill(then) : null;
          }),
        });
      }
      // Counties before institutions before offices that stand for themselves; each kind in its own order.
      const place = (row: ChildRow) => names.get(row.unitId)!;
      rows.sort(
        (a, b) =>
          place(a).level - place(b).level ||
          place(a).sort - place(b).sort ||
          Number(a.unitId) - Number(b.unitId),
      );
      return {
        ...head,
        slots: [...head.slots],
        ...compare(head.date, days, totals),
        children: rows,
      };
    },
    'read',
  );
}
