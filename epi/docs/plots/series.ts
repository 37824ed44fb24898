import {
  createRng,
  createSeries,
  detect,
  detectOnOpenDays,
  finalSize,
  growthRate,
  influenza1978,
  makeSchool,
  nowcast,
  randomMultinomial,
  randomPoisson,
  reproductionNumber,
  simulateSchool,
} from '../../src/index.ts';
import { type Mark, svgPlot } from '../svg.ts';

/** C2 on school days against C2 on a calendar with zeros at weekends. */
export function schoolDays(): string {
  const school = makeSchool({ rng: createRng(1), classSizes: new Array<number>(16).fill(40) });
  const epidemic = simulateSchool(
    school,
    { ...influenza1978, immune: 0.5 },
    {
      rng: createRng(4),
      days: 66,
      seeds: [{ day: 56, count: 2 }],
    },
  );
  const calendar = createSeries({ counts: [...epidemic.reportedNew], dates: epidemic.dates, frequency: 365 });
  const options = { method: 'ears-c2', minSigma: 1 } as const;
  const careless = detect(calendar, options);
  const careful = detectOnOpenDays(
    calendar,
    (_, weekday) => weekday <= 5,
    (days) => detect(days, options),
  );
  const x = Array.from(calendar.counts, (_, i) => i);
  const weekends: Mark[] = x
    .filter((i) => i % 7 === 5)
    .map((i) => ({ kind: 'shade', from: i - 0.5, to: i + 1.5 }));
  const upper = (found: readonly ({ index: number; upper: number | null } | null)[]) => {
    const y = new Array<number | null>(x.length).fill(null);
    for (const one of found) if (one) y[one.index] = one.upper;
    return y;
  };
  return svgPlot({
    title: 'C2: the bound with weekends as gaps, and as zeros',
    xLabel: 'day (weekends shaded)',
    yLabel: 'pupils newly absent ill',
    marks: [
      ...weekends,
      { kind: 'bars', x, y: Array.from(calendar.counts), color: '#8fa7a7', label: 'reported' },
      {
        kind: 'points',
        x: x.filter((i) => careful[i] !== null),
        y: upper(careful).filter((y) => y !== null),
        label: 'bound, school days',
      },
      { kind: 'line', x, y: upper(careless), dash: '3 3', label: 'bound, zeros at weekends' },
    ],
    y: [0, Math.max(...calendar.counts) * 1.1],
  });
}

/** Growth of the 1978 in-bed counts while they rose. */
export function growth(): string {
  const counts = [3, 8, 26, 76, 225, 298];
  const series = createSeries({ counts: counts.slice(0, 5) });
  const { rate, doublingTime } = growthRate(series);
  const x = Array.from({ length: 41 }, (_, i) => i / 10);
  const middle = 2;
  const level =
    counts.slice(0, 5).reduce((a, b) => a + b, 0) /
    [0, 1, 2, 3, 4].reduce((a, t) => a + Math.exp(rate.estimate * (t - middle)), 0);
  const fitted = (r: number) => x.map((t) => level * Math.exp(r * (t - middle)));
  const days = (value: number) => value.toFixed(2);
  return svgPlot({
    title: `Doubling every ${days(doublingTime!.estimate)} days (95 % limits ${days(doublingTime!.lower)}–${days(doublingTime!.upper)})`,
    xLabel: 'days since 22 January 1978',
    yLabel: 'boys in bed',
    marks: [
      { kind: 'line', x, y: fitted(rate.estimate), label: 'quasi-Poisson fit to the first five days' },
      { kind: 'points', x: counts.map((_, i) => i), y: counts, label: 'observed' },
    ],
  });
}

export function finalSizes(): string {
  const x = Array.from({ length: 121 }, (_, i) => i / 20);
  return svgPlot({
    title: 'Final size of an epidemic without intervention',
    xLabel: 'R₀',
    yLabel: 'share of all infected',
    y: [0, 1],
    marks: [1, 0.75, 0.5].map((susceptible, k) => ({
      kind: 'line',
      x,
      y: x.map((r0) => finalSize(r0, susceptible)),
      label: `${100 * susceptible} % susceptible`,
      dash: ['', '7 3', '2 3'][k]!,
    })),
  });
}

export function reproduction(): string {
  const x = Array.from({ length: 61 }, (_, i) => -0.1 + i / 100);
  const intervals = [
    ['fixed', { kind: 'fixed', mean: 3 }],
    ['gamma, sd 1.5', { kind: 'gamma', mean: 3, sd: 1.5 }],
    ['exponential', { kind: 'exponential', mean: 3 }],
  ] as const;
  return svgPlot({
    title: 'R from the growth rate, generation interval of mean 3 days',
    xLabel: 'growth rate per day',
    yLabel: 'R',
    marks: [
      ...intervals.map(([label, interval], k) => ({
        kind: 'line' as const,
        x,
        y: x.map((r) => reproductionNumber(r, interval)),
        label,
        dash: ['', '7 3', '2 3'][k]!,
      })),
      { kind: 'rule', axis: 'y', at: 1 },
    ],
  });
}

/** A growing outbreak, what is reported of it by today, and the nowcast. */
export function nowcasting(): string {
  const rng = createRng(8);
  const rows = 45;
  const delay = [0.15, 0.25, 0.25, 0.15, 0.1, 0.06, 0.04];
  const full = Array.from({ length: rows }, (_, t) => [
    ...randomMultinomial(rng, randomPoisson(rng, 12 + 40 * Math.exp(-(((t - 44) / 9) ** 2))), delay),
  ]);
  const counts = full.map((row, t) => row.map((count, d) => (t + d < rows ? count : 0)));
  const { days } = nowcast({ counts }, { rng: createRng(9) });
  const shown = days.slice(20);
  const x = shown.map(({ index }) => index - rows + 1);
  return svgPlot({
    title: 'What will have happened: nowcast with 95 % limits',
    xLabel: 'days before today',
    yLabel: 'cases by day of onset',
    marks: [
      {
        kind: 'band',
        x,
        lower: shown.map((d) => d.lower),
        upper: shown.map((d) => d.upper),
        color: '#0072b2',
        label: '95 % limits',
      },
      { kind: 'bars', x, y: shown.map((d) => d.reported), color: '#8fa7a7', label: 'reported so far' },
      { kind: 'line', x, y: shown.map((d) => d.median), color: '#0072b2', label: 'nowcast (median)' },
      {
        kind: 'points',
        x,
        y: shown.map((d) => full[d.index]!.reduce((a, b) => a + b, 0)),
        shape: 'ring',
        color: '#d55e00',
        label: 'truth, known later',
      },
    ],
  });
}

/** Mean course of sixty seeded runs under three policies. */
export function policies(): string {
  const school = makeSchool({ rng: createRng(1), classSizes: new Array<number>(20).fill(40) });
  const disease = {
    ...influenza1978,
    transmission: { class: 1.6, dormitory: 0, household: 0.5, canteen: 0.5 },
  };
  const trigger = { days: 3, operator: '>=', threshold: 5 } as const;
  const options = [
    ['nothing', {}],
    ['ill excluded at the morning check', { excludeIll: 0.9 }],
    ['classes suspended for 4 days', { suspendClass: { trigger, days: 4 } }],
  ] as const;
  const days = 90;
  const runs = 60;
  const curves = options.map(([label, interventions]) => {
    const mean = new Float64Array(days);
    let ill = 0;
    for (let k = 0; k < runs; k++) {
      const epidemic = simulateSchool(school, disease, {
        rng: createRng(17, k),
        days,
        seeds: [{ day: 1, count: 5 }],
        behaviour: { backgroundRate: 0 },
        interventions,
      });
      epidemic.newIll.forEach((count, day) => {
        mean[day]! += count / runs;
      });
      ill += epidemic.ill / runs;
    }
    return { label, mean: [...mean], ill };
  });
  return svgPlot({
    title: `Mean of ${runs} outbreaks among ${school.size} pupils: ${curves.map(({ ill }) => Math.round(ill)).join(', ')} ill`,
    xLabel: 'day',
    yLabel: 'pupils falling ill',
    marks: curves.map(({ label, mean }, k) => ({
      kind: 'line',
      x: mean.map((_, day) => day),
      y: mean,
      label,
      dash: ['', '7 3', '2 3'][k]!,
    })),
  });
}
