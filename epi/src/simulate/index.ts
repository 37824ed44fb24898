export { type Band, pointwiseBand } from './band.ts';
export type { Behaviour } from './behaviour.ts';
export type { Disease, Duration, Transmission } from './disease.ts';
export type { Interventions, Trigger } from './interventions.ts';
export { boardingBehaviour1978, boardingSchool1978, influenza1978 } from './presets.ts';
export { makeSchool, type School, type SchoolOptions } from './school.ts';
export { absenceSeries, type Epidemic, type SimulationOptions, simulateSchool } from './simulate.ts';
