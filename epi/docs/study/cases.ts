import {
  absenceSeries,
  createRng,
  createSeries,
  type Disease,
  type Epidemic,
  formatDate,
  type LabelledCase,
  makeSchool,
  outbreakOf,
  parseDate,
  type Rng,
  randomInteger,
  type Series,
  simulateSchool,
} from '../../src/index.ts';

/** What the contenders may look at for one school. */
export interface SchoolReports {
  /** New absent ill pupils on school days. */
  readonly series: Series;
  /** The same on all calendar days, zero on closed ones: what a careless export looks like. */
  readonly calendar: Series;
  /** By class: classes[schoolDay][class]. */
  readonly classes: readonly Int32Array[];
}

export interface StudyCase extends LabelledCase<SchoolReports> {
  readonly scenario: string;
}

export interface Scenario {
  readonly name: string;
  readonly text: string;
  readonly disease: Disease | null;
  /** Pupils infected on the first day. */
  readonly seeds: number;
}

const asymptomatic = { asymptomaticInfectiousness: 0.5 } as const;

/** Diseases with the rough pace of the real ones; the study is about pace, not about the pathogen. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'influenza',
    text: 'fast, through the whole school',
    seeds: 5,
    disease: {
      ...asymptomatic,
      transmission: { class: 1.4, dormitory: 0, household: 0.5, canteen: 0.6 },
      latent: { mean: 1, sd: 0.5 },
      infectious: { mean: 3, sd: 1.5 },
      symptomatic: 0.67,
      presymptomatic: { mean: 0.8, sd: 0.4 },
      illness: { mean: 4, sd: 1.5 },
      immune: 0.3,
    },
  },
  {
    name: 'norovirus',
    text: 'a meal makes several ill at once, then class by class',
    seeds: 10,
    disease: {
      ...asymptomatic,
      transmission: { class: 2.2, dormitory: 0, household: 0.5, canteen: 0.3 },
      latent: { mean: 1.2, sd: 0.4 },
      infectious: { mean: 2.5, sd: 1 },
      symptomatic: 0.7,
      presymptomatic: { mean: 0, sd: 0 },
      illness: { mean: 2, sd: 0.8 },
      immune: 0.2,
    },
  },
  {
    name: 'varicella',
    text: 'slow, two weeks between generations, in few classes',
    seeds: 3,
    disease: {
      ...asymptomatic,
      transmission: { class: 3, dormitory: 0, household: 0.5, canteen: 0.3 },
      latent: { mean: 12, sd: 1.5 },
      infectious: { mean: 6, sd: 1 },
      symptomatic: 0.95,
      presymptomatic: { mean: 1.5, sd: 0.5 },
      illness: { mean: 8, sd: 2 },
      immune: 0.6,
    },
  },
  { name: 'none', text: 'no outbreak', seeds: 0, disease: null },
];

/** Smaller clusters are no outbreak: pupils ever ill. */
export const MINIMUM_ILL = 10;
const START = '2026-09-07';
const DAYS = 224;
const NOTHING: Disease = {
  ...SCENARIOS[0]!.disease!,
  transmission: { class: 0, dormitory: 0, household: 0, canteen: 0 },
};

/** A school of 12 to 36 classes with an outbreak that begins between the 12th and the 26th week, or with none. */
export function makeCase(scenario: Scenario, seed: number): StudyCase {
  const rng = createRng(seed, SCENARIOS.indexOf(scenario));
  const classSizes = Array.from({ length: 12 + randomInteger(rng, 25) }, () => 34 + randomInteger(rng, 13));
  const school = makeSchool({ rng, classSizes });
  const epidemic = simulateSchool(school, scenario.disease ?? NOTHING, {
    rng,
    start: START,
    days: DAYS,
    seeds: scenario.disease ? [{ day: 84 + randomInteger(rng, 98), count: scenario.seeds }] : [],
    isOpen: isSchoolDay(rng),
  });
  const series = absenceSeries(epidemic);
  const outbreak = scenario.disease ? outbreakOf(epidemic, MINIMUM_ILL) : null;
  return {
    scenario: scenario.name,
    input: {
      series,
      calendar: onCalendar(epidemic),
      classes: epidemic.reportedNewByClass.filter((_, d) => epidemic.open[d]),
    },
    length: series.length,
    outbreaks: outbreak ? [outbreak] : [],
  };
}

/** Monday to Friday, without the first week of October (National Day) and two days that differ by school. */
function isSchoolDay(rng: Rng): (date: string, weekday: number) => boolean {
  const own = new Set([0, 1].map(() => formatDate(parseDate(START) + randomInteger(rng, DAYS))));
  return (date, weekday) => weekday <= 5 && !(date >= '2026-10-01' && date <= '2026-10-07') && !own.has(date);
}

function onCalendar(epidemic: Epidemic): Series {
  return createSeries({ counts: [...epidemic.reportedNew], dates: epidemic.dates, frequency: 365 });
}
