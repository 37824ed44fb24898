export { benjaminiHochberg, type CopiedRows, copiedRows } from './copies.ts';
export { firstDigits, heaping, terminalDigits } from './digits.ts';
export { type HonestyFinding, type HonestyReason, honestyText } from './finding.ts';
export { type LowVarianceOptions, lowVariance } from './variance.ts';
export { type ZeroRunOptions, zeroRun } from './zeroRun.ts';
