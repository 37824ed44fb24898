import { checkWhole } from '../checks.ts';
import { EpiError } from '../errors.ts';

/**
 * A source of random numbers, passed into every function that needs chance. The library never
 * touches `Math.random`, so a result is a function of its inputs and a seed.
 */
export interface Rng {
  /** Next 32 random bits as an integer in [0, 2³²). */
  uint32(): number;
  /** Next uniform number in [0, 1) with 53 random bits (multiples of 2⁻⁵³). */
  uniform(): number;
  /** An independent copy at the same point of the sequence. */
  clone(): Rng;
  /** Moves this generator 2⁶⁴ steps on and returns it: successive jumps give streams that never overlap. */
  jump(): Rng;
}

const TWO_POW_32 = 4294967296;
/** Jump polynomial of xoshiro128 (2⁶⁴ steps), Blackman & Vigna 2021. */
const JUMP = [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b] as const;

/**
 * xoshiro128** 1.1 (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators",
 * ACM TOMS 47(4):36). The 32-bit member of the family was chosen over xoshiro256** because JavaScript
 * multiplies 32-bit integers natively; 64-bit words would need BigInt, some fifty times slower.
 * Period 2¹²⁸ − 1. Not for cryptography.
 */
class Xoshiro128 implements Rng {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(a: number, b: number, c: number, d: number) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = d | 0;
  }

  uint32(): number {
    const scaled = Math.imul(this.b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  clone(): Rng {
    return new Xoshiro128(this.a, this.b, this.c, this.d);
  }

  jump(): Rng {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (const word of JUMP) {
      for (let bit = 0; bit < 32; bit++) {
        if (word & (1 << bit)) {
          a ^= this.a;
          b ^= this.b;
          c ^= this.c;
          d ^= this.d;
        }
        this.uint32();
      }
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    return this;
  }
}

/** The 32-bit finaliser of MurmurHash3 (Appleby): spreads seeds that differ in one bit over all bits. */
function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A generator from an integer seed.
 *
 * Integers drawn from it are the same on every machine. Real-valued draws also pass through `Math.log`,
 * `Math.exp` and `Math.tan`, which V8 computes by its own fdlibm port: identical wherever V8 runs
 * (Node, Chromium), within one unit in the last place elsewhere.
 *
 * @param seed integer, |seed| ≤ 2⁵³ − 1
 * @param stream optional integer ≥ 0 naming one of many independent sequences of the same seed
 * @throws EpiError BAD_OPTION if the seed or stream is no safe integer
 */
export function createRng(seed: number, stream = 0): Rng {
  checkWhole(seed, 'seed', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkWhole(stream, 'stream', 0, Number.MAX_SAFE_INTEGER);
  let low = mix32((seed >>> 0) ^ mix32(stream + 0x51ed27));
  const high = mix32(
    (Math.floor(seed / TWO_POW_32) | 0) ^ mix32(Math.floor(stream / TWO_POW_32) ^ 0x2545f491),
  );
  const word = () => {
    low = (low + 0x9e3779b9) | 0;
    return mix32(low ^ mix32(high + low));
  };
  const [a, b, c, d] = [word(), word(), word(), word()];
  // The all-zero state is the one fixed point of the generator.
  return new Xoshiro128(a, b, c, a === 0 && b === 0 && c === 0 && d === 0 ? 1 : d);
}

/**
 * A generator from its four 32-bit state words, for checking against the published reference sequence.
 * @throws EpiError BAD_OPTION if all words are zero
 */
export function rngFromState(state: readonly [number, number, number, number]): Rng {
  if (state.every((word) => word >>> 0 === 0)) {
    throw new EpiError('BAD_OPTION', 'the state of xoshiro128** must not be all zero', { field: 'state' });
  }
  return new Xoshiro128(...state);
}
