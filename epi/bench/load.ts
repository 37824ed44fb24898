import { createRng, createSeries, randomPoisson, type Series } from '../src/index.ts';

/** Sizes of a province's nightly load. */
export const LOAD = { schools: 12_000, syndromes: 6, days: 200, counties: 200, years: 3 } as const;

const WEEKS = 52;
const HALF_WINDOW = 3;
/** Mean daily absences of a school by syndrome: fever, cough, diarrhoea, vomiting, rash, conjunctivitis. */
const DAILY_MEANS = [4, 6, 1.5, 1, 0.3, 0.2] as const;

/** Every school's daily series of each syndrome: Poisson counts with a weekly rhythm. */
export function schoolSeries(schools: number, seed: number): Series[] {
  const rng = createRng(seed);
  const series: Series[] = [];
  for (let school = 0; school < schools; school++) {
    const size = 0.5 + 1.5 * rng.uniform();
    for (const level of DAILY_MEANS) {
      const counts = new Float64Array(LOAD.days);
      for (let day = 0; day < LOAD.days; day++) {
        counts[day] = randomPoisson(rng, level * size * (1 + 0.2 * Math.sin((2 * Math.PI * day) / 5)));
      }
      series.push(createSeries({ counts, frequency: 365 }));
    }
  }
  return series;
}

/** Every county's weekly series, long enough to judge each week of the last three years against three years before. */
export function countySeries(counties: number, seed: number): Series[] {
  const rng = createRng(seed);
  const weeks = 2 * LOAD.years * WEEKS + HALF_WINDOW;
  return Array.from({ length: counties }, () => {
    const level = 5 + 60 * rng.uniform();
    const counts = new Float64Array(weeks);
    for (let week = 0; week < weeks; week++) {
      counts[week] = randomPoisson(rng, level * (1 + 0.5 * Math.cos((2 * Math.PI * week) / WEEKS)));
    }
    return createSeries({ counts, frequency: WEEKS });
  });
}
