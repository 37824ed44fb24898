import { join } from 'node:path';
import { recentSchoolDays, today } from './calendar.ts';
import { allowBackfill, freshDatabase } from './database.ts';
import { checks, ingest, Supply } from './ingest.ts';
import { type LoadResult, load, serialise } from './load.ts';
import { rawInsert } from './raw-insert.ts';
import type { IngestReport } from './report.ts';
import { startPlatform, startProcess } from './server.ts';
import { round } from './statistics.ts';
import { type BenchClass, makeBenchWorld } from './world.ts';

/** How far back the bench may report, so that it does not run out of class × date × slot. */
const BACKFILL_DAYS = 80;
const CONNECTIONS = [1, 8, 32, 64];

/** Part (a): what a check costs all in, as ratios to the row alone and to the framework alone. */
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

  const platform = await startPlatform(url, join(folder, 'ingest'));
  const report = (classes: readonly BenchClass[], slot: string, connections: readonly number[]) =>
    ingest(platform.origin, new Supply(checks(classes, due(slot))), classes.length, connections, seconds);
  let levels: Readonly<Record<number, LoadResult>>;
  let oneCounty: LoadResult;
  try {
    levels = await report(world.classes, 'morning', CONNECTIONS);
    oneCounty = (await report(county, 'noon', [32]))[32]!;
  } finally {
    await platform.stop();
  }
  say('ingest: single-row INSERT');
  const raw: Record<number, number> = {};
  for (const c of CONNECTIONS) raw[c] = await rawInsert(url, c, seconds);
  say('ingest: echo');
  const echo = await startProcess('./echo-server.ts', [], {});
  const request = serialise(checks(county, due('morning'))());
  const echoLevels: Record<number, number> = {};
  for (const c of CONNECTIONS)
    echoLevels[c] = (await load(echo.origin, c, Math.min(2, seconds), () => request)).perSecond;
  await echo.stop();

  const failures = [...Object.values(levels), oneCounty].reduce((n, l) => n + l.failures, 0);
  if (failures > 0)
    throw new Error(`${failures} checks were not accepted: the figures would not mean what they say`);
  const told = (c: number, level: LoadResult) => ({
    connections: c,
    checksPerSecond: round(level.perSecond, 0),
    p50Ms: round(level.p50Ms),
    p99Ms: round(level.p99Ms),
    rawInsertPerSecond: round(raw[c]!, 0),
    echoPerSecond: round(echoLevels[c]!, 0),
    ratioToRawInsert: round(level.perSecond / raw[c]!),
  });
  return {
    perSecond: round(levels[32]!.perSecond, 0),
    p50Ms: round(levels[32]!.p50Ms),
    p99Ms: round(levels[32]!.p99Ms),
    ratioToRawInsert32: round(levels[32]!.perSecond / raw[32]!),
    ratioToEcho32: round(levels[32]!.perSecond / echoLevels[32]!),
    connections: CONNECTIONS.map((c) => told(c, levels[c]!)),
    oneCounty: told(32, oneCounty),
  };
}
