import type { Module } from '../../kernel/module.ts';
import { CachedUnitDirectory } from './directory.ts';
import { mapOrgConstraints } from './problems.ts';

export { type CalendarUnit, readCalendars } from './calendars.ts';
export { createUnits, type NewUnit } from './create.ts';
export {
  type Calendar,
  type CalendarDay,
  type CalendarKind,
  calendarOf,
  type OwnDay,
  type Term,
} from './domain/calendar.ts';
export { isPublished } from './domain/statutory.ts';
export { type Appointment, appoint, endHoldings } from './holdings.ts';
export type { UnitRow } from './tables.ts';

/** Units, posts, holders, terms and the school calendar. */
export const org: Module = {
  name: 'org',
  routes: [],
  async start(_app, runtime) {
    mapOrgConstraints();
    const directory = new CachedUnitDirectory(runtime.db, runtime.events);
    runtime.units = directory;
    return async () => directory.close();
  },
};
