import { join } from 'node:path';
import { recentSchoolDays, today } from './calendar.ts';
import { allowBackfill, freshDatabase } from './database.ts';
import { checks, ingest, Supply } from './ingest.ts';
import { load, serialise } from './load.ts';
import { rawInsert } from './raw-insert.ts';
import type { IngestReport } from './report.ts';
import { startPlatform, startProcess } from './server.ts';
import { round } from './statistics.ts';
import { makeBenchWorld } from './world.ts';

/** How far back the bench may report, so that it does not run out of class × date × slot. */
const BACKFILL_DAYS = 40;
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
  const periods = recentSchoolDays(BACKFILL_DAYS).flatMap((period) =>
    ['morning', 'noon'].map((slot) => ({ period, slot })),
  );
  await allowBackfill(url, BACKFILL_DAYS);
  const supply = new Supply(checks(world, periods));

  const platform = await startPlatform(url, join(folder, 'ingest'));
  const levels = await ingest(platform.origin, supply, world.classes.length, CONNECTIONS, seconds).finally(
    platform.stop,
  );
  say('ingest: single-row INSERT');
  const raw: Record<number, number> = {};
  for (const c of CONNECTIONS) raw[c] = await rawInsert(url, c, seconds);
  say('ingest: echo');
  const echo = await startProcess('./echo-server.ts', [], {});
  const request = serialise(checks(world, periods)());
  const echoLevels: Record<number, number> = {};
  for (const c of CONNECTIONS)
    echoLevels[c] = (await load(echo.origin, c, Math.min(2, seconds), () => request)).perSecond;
  await echo.stop();

  const failures = Object.values(levels).reduce((n, l) => n + l.failures, 0);
  if (failures > 0)
    throw new Error(`${failures} checks were not accepted: the figures would not mean what they say`);
  return {
    perSecond: round(levels[32]!.perSecond, 0),
    p50Ms: round(levels[32]!.p50Ms),
    p99Ms: round(levels[32]!.p99Ms),
    ratioToRawInsert32: round(levels[32]!.perSecond / raw[32]!),
    ratioToEcho32: round(levels[32]!.perSecond / echoLevels[32]!),
    connections: CONNECTIONS.map((c) => ({
      connections: c,
      checksPerSecond: round(levels[c]!.perSecond, 0),
      p50Ms: round(levels[c]!.p50Ms),
      p99Ms: round(levels[c]!.p99Ms),
      rawInsertPerSecond: round(raw[c]!, 0),
      echoPerSecond: round(echoLevels[c]!, 0),
      ratioToRawInsert: round(levels[c]!.perSecond / raw[c]!),
    })),
  };
}
