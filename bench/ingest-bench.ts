import { join } from 'node:path';
import { recentSchoolDays, today } from './calendar.ts';
import { allowBackfill, freshDatabase, prepareDays } from './database.ts';
import { checks, Supply, warm } from './ingest.ts';
import { type LoadResult, load, serialise } from './load.ts';
import { rawInsert } from './raw-insert.ts';
import type { IngestLevel, IngestReport } from './report.ts';
import { startPlatform, startProcess } from './server.ts';
import { median, round } from './statistics.ts';
import { type BenchClass, makeBenchWorld } from './world.ts';

/** How far back the bench may report, so that it does not run out of class × date × slot. */
const BACKFILL_DAYS = 80;
const CONNECTIONS = [1, 8, 32, 64];
/** Turns at each number of connections; a turn is the platform, the limit and the echo route one after another. */
const ROUNDS = 5;

interface Turn {
  readonly http: LoadResult;
  readonly raw: number;
  readonly echo: number;
}

/**
 * Part (a): what a check costs all in, as ratios to the row alone and to the framework alone. What is compared is measured
 * within three seconds, and the median of the ratios is told: shared machines change their speed by a third within
 * minutes, and measured one after the other the same code gave ratios from 0.41 to 0.60.
 */
export async function ingestBench(
  serverUrl: string,
  folder: string,
  seconds: number,
  say: (line: string) => void,
): Promise<IngestReport> {
  const url = await freshDatabase(serverUrl, 'bench_ingest');
  say('ingest: making 5 counties, 300 schools, 6,000 classes, 60,000 pupils');
  const world = await makeBenchWorld(
    url,
    { counties: 5, schools: 60, classes: 20, pupils: 10 },
    today().toString(),
  );
  const due = (slot: string) => recentSchoolDays(BACKFILL_DAYS).map((period) => ({ period, slot }));
  const county = world.classes.filter((c) => c.county === world.countyIds[0]);
  await allowBackfill(url, BACKFILL_DAYS);
  await prepareDays(url, recentSchoolDays(BACKFILL_DAYS), world.countyIds);

  const platform = await startPlatform(url, join(folder, 'ingest'));
  const echo = await startProcess('./echo-server.ts', [], {});
  const same = serialise(checks(county, due('morning'))());
  const slice = seconds / ROUNDS;
  const turn = async (connections: number, supply: Supply): Promise<Turn> => {
    supply.fill(connections, slice);
    return {
      http: await load(platform.origin, connections, slice, supply.next),
      raw: await rawInsert(url, connections, slice),
      echo: (await load(echo.origin, connections, slice, () => same)).perSecond,
    };
  };
  const measure = async (classes: readonly BenchClass[], slot: string, levels: readonly number[]) => {
    const supply = new Supply(checks(classes, due(slot)));
    await warm(platform.origin, supply, classes.length);
    const told: IngestLevel[] = [];
    for (const connections of levels) {
      say(`ingest: ${connections} connections`);
      const turns: Turn[] = [];
      for (let i = 0; i < ROUNDS; i++) turns.push(await turn(connections, supply));
      told.push(levelOf(connections, turns));
    }
    return told;
  };
  try {
    const connections = await measure(world.classes, 'morning', CONNECTIONS);
    const [oneCounty] = await measure(county, 'noon', [32]);
    const at32 = connections.find((level) => level.connections === 32)!;
    return {
      perSecond: at32.checksPerSecond,
      p50Ms: at32.p50Ms,
      p99Ms: at32.p99Ms,
      ratioToRawInsert32: at32.ratioToRawInsert,
      ratioToEcho32: at32.ratioToEcho,
      connections,
      oneCounty: oneCounty!,
    };
  } finally {
    await platform.stop();
    await echo.stop();
  }
}

/** Medians over the turns. @throws Error when a check was not accepted: the figures would not mean what they say */
function levelOf(connections: number, turns: readonly Turn[]): IngestLevel {
  const failures = turns.reduce((n, { http }) => n + http.failures, 0);
  if (failures > 0) throw new Error(`${failures} checks were not accepted at ${connections} connections`);
  const of = (figure: (turn: Turn) => number, digits?: number) => round(median(turns.map(figure)), digits);
  return {
    connections,
    checksPerSecond: of(({ http }) => http.perSecond, 0),
    p50Ms: of(({ http }) => http.p50Ms),
    p99Ms: of(({ http }) => http.p99Ms),
    rawInsertPerSecond: of(({ raw }) => raw, 0),
    echoPerSecond: of((t) => t.echo, 0),
    ratioToRawInsert: of(({ http, raw }) => http.perSecond / raw),
    ratioToEcho: of((t) => t.http.perSecond / t.echo),
  };
}
