import { type EarsMethod, ears, farrington, farringtonFlexible } from '../src/index.ts';
import { countySeries, LOAD, schoolSeries } from './load.ts';
import { measureR } from './surveillanceR.ts';

/** Processor seconds the whole load may take. */
const LIMIT_SECONDS = 10;
/** How many times faster than R surveillance on the same series. */
const LIMIT_RATIO = 50;
const SEED = 20240901;
/** Series of each kind that R runs: it would take hours over all of them. */
const R_SAMPLE = 40;

const EARS: readonly EarsMethod[] = ['ears-c1', 'ears-c2', 'ears-c3'];

interface Timing {
  readonly task: string;
  readonly series: number;
  readonly points: number;
  readonly alarms: number;
  readonly seconds: number;
  /** Seconds of R surveillance for one series; null without R. */
  readonly rSecondsEach: number | null;
  /** Time of R over ours, per series. */
  readonly ratio: number | null;
}

function time(
  task: string,
  series: number,
  rSecondsEach: number | null,
  run: () => [number, number],
): Timing {
  // Time of the processor, not of the clock: other programs on the machine must not change the figures.
  const start = process.cpuUsage();
  const [points, alarms] = run();
  const used = process.cpuUsage(start);
  const seconds = (used.user + used.system) / 1e6;
  const ratio = rSecondsEach === null ? null : rSecondsEach / (seconds / series);
  return { task, series, points, alarms, seconds, rSecondsEach, ratio };
}

function countAlarms(alarm: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < alarm.length; i++) if (alarm[i] === 1) sum++;
  return sum;
}

/** EARS over every school. The series live in here only: kept, they would slow the collector down in what follows. */
function timeEars(rSecondsEach: number | null): Timing {
  const schools = schoolSeries(LOAD.schools, SEED);
  return time('EARS C1–C3', schools.length, rSecondsEach, () => {
    let points = 0;
    let alarms = 0;
    for (const series of schools) {
      for (const method of EARS) {
        const { alarm } = ears(series, { method });
        points += alarm.length;
        alarms += countAlarms(alarm);
      }
    }
    return [points, alarms];
  });
}

function main(): void {
  const counties = countySeries(LOAD.counties, SEED + 1);
  // The first series of the load: the generator makes them in the same order whatever their number.
  const sample = schoolSeries(R_SAMPLE, SEED).slice(0, R_SAMPLE);
  const r = measureR(sample, counties.slice(0, R_SAMPLE));
  const earsTiming = timeEars(r?.ears ?? null);
  const farringtonTiming = time('Farrington 1996, 3 years', counties.length, r?.farrington ?? null, () => {
    let points = 0;
    let alarms = 0;
    for (const series of counties) {
      const { alarm } = farrington(series, { method: 'farrington', years: LOAD.years });
      points += alarm.length;
      alarms += countAlarms(alarm);
    }
    return [points, alarms];
  });
  const flexibleTiming = time('Farrington flexible, 3 years', counties.length, r?.flexible ?? null, () => {
    let points = 0;
    let alarms = 0;
    for (const series of counties) {
      const options = {
        method: 'farrington-flexible',
        years: LOAD.years,
        periods: 10,
        skipRecent: 26,
      } as const;
      const { alarm } = farringtonFlexible(series, options);
      points += alarm.length;
      alarms += countAlarms(alarm);
    }
    return [points, alarms];
  });
  const nightly = earsTiming.seconds + farringtonTiming.seconds;
  const timings = [earsTiming, farringtonTiming, flexibleTiming];
  const slow = timings.some((timing) => timing.ratio !== null && timing.ratio < LIMIT_RATIO);
  const pass = nightly < LIMIT_SECONDS && !slow;
  if (process.argv.includes('--json')) {
    const limits = { seconds: LIMIT_SECONDS, ratio: LIMIT_RATIO };
    console.log(
      JSON.stringify({ load: LOAD, timings, nightlySeconds: nightly, r: r !== null, limits, pass }, null, 2),
    );
  } else {
    const { schools: s, syndromes, days, counties: c } = LOAD;
    console.log(
      `${s} schools × ${syndromes} syndromes × ${days} days; ${c} counties, weekly; one core, seed ${SEED}`,
    );
    for (const { task, series, points, alarms, seconds, ratio } of timings) {
      const against = ratio === null ? 'no R' : `${ratio.toFixed(0)}× R surveillance (limit ${LIMIT_RATIO}×)`;
      console.log(
        `${task}: ${seconds.toFixed(2)} s for ${series} series, ${points} points, ${alarms} alarms; ${against}`,
      );
    }
    console.log(`nightly load (EARS and Farrington 1996): ${nightly.toFixed(2)} s, limit ${LIMIT_SECONDS} s`);
    console.log(pass ? 'within the limits' : 'BEYOND THE LIMITS');
  }
  process.exitCode = pass ? 0 : 1;
}

main();
