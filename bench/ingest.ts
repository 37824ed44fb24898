import { load, type Request, serialise } from './load.ts';
import { uuid7 } from './raw-insert.ts';
import type { BenchClass } from './world.ts';

const SYMPTOMS = ['fever', 'cough', 'sore_throat', 'vomiting', 'diarrhoea'];

/**
 * Endless checks, no two for the same class, date and slot until all are used up: eight of ten are zero reports, the
 * others name one or two pupils with symptoms, as on an ordinary winter's day. The classes come mixed, as they do in the
 * morning.
 */
export function checks(
  ofClasses: readonly BenchClass[],
  periods: readonly { period: string; slot: string }[],
): () => Request {
  let n = 0;
  const classes = mixed(ofClasses);
  const total = classes.length * periods.length;
  return () => {
    if (n >= total) throw new Error(`the bench world has only ${total} checks to report`);
    const unit = classes[n % classes.length]!;
    const { period, slot } = periods[Math.floor(n / classes.length)]!;
    const ill = n % 10 === 3 ? 1 : n % 10 === 7 ? 2 : 0;
    n++;
    return {
      method: 'POST',
      path: '/api/checks',
      headers: { authorization: `Bearer ${unit.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: uuid7(),
        unit: unit.id,
        period,
        slot,
        madeAt: new Date().toISOString(),
        exceptions: Array.from({ length: ill }, (_, i) => ({
          personId: unit.pupils[i],
          kind: 'absent_ill',
          symptoms: [SYMPTOMS[(n + i) % SYMPTOMS.length]],
          temperature: 38.2,
          sawDoctor: i === 0,
        })),
      }),
    };
  };
}

/** In an order of no meaning, the same in every run (multiples of the golden ratio, modulo 1). */
const mixed = <T>(items: readonly T[]): T[] =>
  items
    .map((item, i) => ({ item, place: (i * 0.6180339887498949) % 1 }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);

/** Requests made beforehand, so that making them takes no processor time from what is measured. */
export class Supply {
  readonly #make: () => Request;
  #ready: Buffer[] = [];

  constructor(make: () => Request) {
    this.#make = make;
  }

  /** Makes as many as so many connections may send in so many seconds (2 ms a request, 9,000 a second at most). */
  fill(connections: number, seconds: number): void {
    const wanted = Math.min(connections * 500, 9_000) * seconds;
    while (this.#ready.length < wanted) this.#ready.push(serialise(this.#make()));
    this.#ready.reverse(); // taken from the end
  }

  readonly next = (): Buffer => this.#ready.pop() ?? serialise(this.#make());
}

/** Has every class report once, as on any day but the first: sessions, facts, plans and code are warm after it. */
export async function warm(origin: string, supply: Supply, classes: number): Promise<void> {
  let reported = 0;
  while (reported < classes) {
    await load(origin, 64, 1, () => {
      reported++;
      return supply.next();
    });
  }
}
