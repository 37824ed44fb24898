import { EpiError } from '../errors.ts';

/** New cases a day, all of them, or split by where they were infected. */
export type Incidence =
  | ArrayLike<number>
  | { readonly local: ArrayLike<number>; readonly imported: ArrayLike<number> };

/** Checked incidence. */
export interface CheckedIncidence {
  /** Locally infected cases; 0 on the first day, whose cases cannot have an infector in the data. */
  readonly local: Float64Array;
  readonly imported: Float64Array;
  readonly total: Float64Array;
}

function readColumn(values: ArrayLike<number>, field: string): Float64Array {
  return Float64Array.from(values, (value, index) => {
    const place = { field, index };
    if (typeof value !== 'number' || Number.isNaN(value)) {
      throw new EpiError('NOT_A_NUMBER', `${field}[${index}] is not a number`, place);
    }
    if (!Number.isFinite(value)) throw new EpiError('NOT_FINITE', `${field}[${index}] is ${value}`, place);
    if (value < 0) throw new EpiError('NEGATIVE', `${field}[${index}] is ${value}`, place);
    return value;
  });
}

/**
 * @throws EpiError NOT_A_NUMBER, NOT_FINITE, NEGATIVE, LENGTH_MISMATCH, or TOO_SHORT below two days
 */
export function checkIncidence(incidence: Incidence): CheckedIncidence {
  const split = 'local' in incidence;
  const local = readColumn(split ? incidence.local : incidence, split ? 'local' : 'incidence');
  const imported = split ? readColumn(incidence.imported, 'imported') : new Float64Array(local.length);
  if (imported.length !== local.length) {
    const message = `${imported.length} imported for ${local.length} local counts; there must be one each`;
    throw new EpiError('LENGTH_MISMATCH', message, { field: 'imported' });
  }
  if (local.length < 2)
    throw new EpiError('TOO_SHORT', 'incidence needs at least two days', { field: 'incidence' });
  const total = local.map((cases, day) => cases + imported[day]!);
  imported[0] = total[0]!;
  local[0] = 0;
  return { local, imported, total };
}

/**
 * Total infectivity Λ_t = Σ_{s=1}^{t} w_s I_{t−s} (0-based t) of Cori et al. (2013); NaN on the first day.
 *
 * @param total cases a day, local and imported
 * @param weights serial-interval weights, w₀ first; taken as 0 beyond their end
 */
export function overallInfectivity(total: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const infectivity = new Float64Array(total.length);
  infectivity[0] = Number.NaN;
  for (let t = 1; t < total.length; t++) {
    let sum = 0;
    const longest = Math.min(t, weights.length - 1);
    for (let s = 0; s <= longest; s++) sum += weights[s]! * total[t - s]!;
    infectivity[t] = sum;
  }
  return infectivity;
}
