const DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31 in the 1900 system. */
const LAST = 2_958_465;

/**
 * The date of an Excel day number; time of day is dropped. Null for what is no date: below 1 (1900 system), past
 * 9999, and 60 in the 1900 system, the 29 February 1900 that never was (ECMA-376 part 1, 18.17.4.1).
 */
export function serialDate(serial: number, date1904: boolean): string | null {
  const day = Math.floor(serial);
  if (!Number.isFinite(serial) || day > LAST || day < (date1904 ? 0 : 1)) return null;
  if (!date1904 && day === 60) return null;
  const shift = !date1904 && day < 60 ? 1 : 0;
  return new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + (day + shift) * DAY).toISOString().slice(0, 10);
}
