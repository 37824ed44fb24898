import type { Symptom } from '@lianfang/contract/healthSymptoms';
import type { Random } from './random.ts';

/** One illness of one person. Days are places in the list of school days; before the first day is negative. */
export interface Episode {
  readonly onset: number;
  /** School days until well. */
  readonly length: number;
  /** Came to school on the first day and was sent home at noon. */
  readonly came: boolean;
  readonly symptoms: readonly Symptom[];
  readonly temperature: number | undefined;
  readonly sawDoctor: boolean;
  readonly diagnosis: string | undefined;
}

/** An outbreak: new cases a day up to today, and the groups it goes through. */
export interface Outbreak {
  readonly disease: 'influenza' | 'norovirus';
  /** Codes of the classes, the first is where it began. */
  readonly groups: readonly string[];
  /** New cases on each of the last school days, the last is today. */
  readonly curve: readonly number[];
}

type Make = (random: Random) => Omit<Episode, 'onset'>;

const celsius = (random: Random, low: number, high: number) =>
  Math.round((low + random.next() * (high - low)) * 10) / 10;

/** WS/T 772 symptoms in the mixture each disease shows; durations in school days. */
const DISEASES: Readonly<Record<string, Make>> = {
  cold: (r) => ({
    length: r.int(1, 3),
    came: r.chance(0.5),
    symptoms: r.sample(['cough', 'sore_throat', 'headache', 'fatigue'] as const, r.int(1, 2)),
    temperature: r.chance(0.35) ? celsius(r, 37.4, 38.4) : undefined,
    sawDoctor: r.chance(0.4),
    diagnosis: r.chance(0.3) ? '上呼吸道感染' : undefined,
  }),
  stomach: (r) => ({
    length: r.int(1, 2),
    came: r.chance(0.4),
    symptoms: r.sample(['abdominal_pain', 'diarrhoea', 'vomiting'] as const, r.int(1, 2)),
    temperature: undefined,
    sawDoctor: r.chance(0.35),
    diagnosis: r.chance(0.25) ? '急性胃肠炎' : undefined,
  }),
  other: (r) => ({
    length: r.int(1, 4),
    came: r.chance(0.3),
    symptoms: [r.pick(['other', 'rash', 'dizziness', 'red_eyes', 'headache'] as const)],
    temperature: undefined,
    sawDoctor: r.chance(0.5),
    diagnosis: undefined,
  }),
  influenza: (r) => ({
    length: r.int(3, 5),
    came: r.chance(0.25),
    symptoms: ['fever', ...r.sample(['cough', 'sore_throat', 'headache', 'fatigue'] as const, r.int(2, 3))],
    temperature: celsius(r, 38.1, 39.7),
    sawDoctor: r.chance(0.75),
    diagnosis: r.chance(0.5) ? '流行性感冒' : r.chance(0.5) ? '流感样病例' : undefined,
  }),
  norovirus: (r) => ({
    length: r.int(3, 4),
    came: r.chance(0.3),
    symptoms: ['vomiting', ...r.sample(['diarrhoea', 'abdominal_pain', 'fatigue'] as const, r.int(1, 2))],
    temperature: r.chance(0.2) ? celsius(r, 37.4, 38.2) : undefined,
    sawDoctor: r.chance(0.6),
    diagnosis: r.chance(0.35) ? '诺如病毒感染性腹泻' : undefined,
  }),
};

function make(random: Random, disease: string, onset: number): Episode {
  const made = DISEASES[disease]!(random);
  const hot = made.temperature !== undefined && !made.symptoms.includes('fever');
  return { ...made, onset, symptoms: hot ? ['fever', ...made.symptoms] : made.symptoms };
}

/** New illnesses a person and school day outside outbreaks: some 0.6 % of pupils are absent ill on a usual day. */
const BACKGROUND = 0.0026;
/** Days before the first, so that the first day is a usual one. */
const LEAD = 5;

/**
 * Who falls ill when: outbreaks first, then the usual colds around them. At most one illness a person.
 * `groups`: members (any numbers) by code of the group. Returns the illnesses by member.
 */
export function simulate(
  random: Random,
  groups: ReadonlyMap<string, readonly number[]>,
  days: number,
  outbreaks: readonly Outbreak[],
): ReadonlyMap<number, Episode> {
  const ill = new Map<number, Episode>();
  for (const outbreak of outbreaks) {
    const stream = random.of(outbreak.groups[0]!);
    outbreak.curve.forEach((cases, i) => {
      const onset = days - outbreak.curve.length + i;
      // It begins in one class and reaches another about every second day.
      const reached = outbreak.groups.slice(0, 1 + Math.floor(i / 2));
      for (let n = 0; n < cases; n++) {
        const members = groups.get(stream.pick(reached)) ?? [];
        const well = members.filter((m) => !ill.has(m));
        if (well.length > 0) ill.set(stream.pick(well), make(stream, outbreak.disease, onset));
      }
    });
  }
  for (const [code, members] of groups) {
    const stream = random.of(code);
    for (let day = -LEAD; day < days; day++) {
      for (let n = stream.poisson(members.length * BACKGROUND); n > 0; n--) {
        const member = stream.pick(members);
        const disease = stream.pick(['cold', 'cold', 'cold', 'stomach', 'other']);
        if (!ill.has(member)) ill.set(member, make(stream, disease, day));
      }
    }
  }
  return ill;
}
