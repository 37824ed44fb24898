import { join } from 'node:path';
import { recentSchoolDays, today } from './calendar.ts';
import { commitToScreen } from './commit-to-screen.ts';
import { freshDatabase } from './database.ts';
import { fillDays } from './fill.ts';
import { load, serialise } from './load.ts';
import type { BoardReport, Latency } from './report.ts';
import { startPlatform } from './server.ts';
import { round } from './statistics.ts';
import { type BenchWorld, makeBenchWorld, type WorldSize } from './world.ts';

/** As the demo: three counties of about 35 schools; and a hundred times as many schools. */
const DEMO: WorldSize = { counties: 3, schools: 35, classes: 12, pupils: 1 };
const HUNDREDFOLD: WorldSize = { counties: 100, schools: 105, classes: 4, pupils: 0 };

/** The questions an open board asks, by name. */
function questions(
  world: BenchWorld,
  date: string,
): Readonly<Record<string, { path: string; token: string }>> {
  const at = `date=${date}&slot=morning`;
  const { countyToken, provinceToken } = world;
  return {
    'county board': { path: `/api/boards/region?unit=${world.countyIds[0]}&${at}`, token: countyToken },
    'county missing list': {
      path: `/api/boards/missing?unit=${world.countyIds[0]}&${at}`,
      token: countyToken,
    },
    'county symptoms': { path: `/api/boards/symptoms?unit=${world.countyIds[0]}&${at}`, token: countyToken },
    'school board': { path: `/api/boards/school?unit=${world.schoolIds[0]}&${at}`, token: countyToken },
    'province board': { path: `/api/boards/region?unit=${world.provinceId}&${at}`, token: provinceToken },
    'province missing list': {
      path: `/api/boards/missing?unit=${world.provinceId}&${at}`,
      token: provinceToken,
    },
    'province symptoms': {
      path: `/api/boards/symptoms?unit=${world.provinceId}&${at}`,
      token: provinceToken,
    },
  };
}

async function measure(origin: string, world: BenchWorld, date: string): Promise<Record<string, Latency>> {
  const latencies: Record<string, Latency> = {};
  for (const [name, { path, token }] of Object.entries(questions(world, date))) {
    const headers = { authorization: `Bearer ${token}` };
    const first = await fetch(origin + path, { headers }); // counts the days nobody has asked for yet
    if (!first.ok) throw new Error(`${name} was answered ${first.status}: ${await first.text()}`);
    const request = serialise({ method: 'GET', path, headers });
    const result = await load(origin, 2, 2, () => request);
    latencies[name] = { p50Ms: round(result.p50Ms), p99Ms: round(result.p99Ms) };
  }
  return latencies;
}

const slowest = (queries: Readonly<Record<string, Latency>>): Latency => ({
  p50Ms: Math.max(...Object.values(queries).map((l) => l.p50Ms)),
  p99Ms: Math.max(...Object.values(queries).map((l) => l.p99Ms)),
});

async function at(
  serverUrl: string,
  folder: string,
  name: string,
  size: WorldSize,
  say: (line: string) => void,
) {
  say(`board: ${size.counties * size.schools} schools`);
  const url = await freshDatabase(serverUrl, `bench_${name}`);
  const world = await makeBenchWorld(url, size, today().toString());
  const days = recentSchoolDays(7).slice(0, 3);
  await fillDays(url, days);
  const platform = await startPlatform(url, join(folder, name));
  try {
    const queries = await measure(platform.origin, world, days[0]!);
    const live = size === DEMO ? await commitToScreen(platform.origin, world, days[0]!, 100) : undefined;
    return { queries, live };
  } finally {
    await platform.stop();
  }
}

/** Parts (b) and (c): what boards ask, at demo size and a hundredfold; from commit to screen. */
export async function boardBench(
  serverUrl: string,
  folder: string,
  say: (line: string) => void,
): Promise<BoardReport> {
  const demo = await at(serverUrl, folder, 'demo', DEMO, say);
  const large = await at(serverUrl, folder, 'hundredfold', HUNDREDFOLD, say);
  return {
    board: { ...slowest(demo.queries), queries: demo.queries },
    boardHundredfold: {
      ...slowest(large.queries),
      schools: HUNDREDFOLD.counties * HUNDREDFOLD.schools,
      queries: large.queries,
    },
    commitToScreen: demo.live!,
  };
}
