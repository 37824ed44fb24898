import { dateOf } from '../../kernel/clock.ts';
import type { Module } from '../../kernel/module.ts';
import { CachedUnitDirectory } from './directory.ts';
import { turnDay } from './operation/settle.ts';
import { mapOrgConstraints } from './problems.ts';
import { routes } from './routes.ts';

export { type AccountBook, openAccountBook } from './accounts.ts';
export { readStatute } from './arrangements.ts';
export { audienceOf } from './audience.ts';
export {
  type CalendarBook,
  type CalendarChanges,
  type DayChange,
  putCalendar,
  readCalendarBook,
  type TermChange,
  takeBackCalendar,
} from './calendarList.ts';
export { type CalendarUnit, readCalendars } from './calendars.ts';
export { OPENS, readKinds, readOpening, readReason } from './calendarWords.ts';
export { createUnits, type NewUnit } from './create.ts';
export {
  type Calendar,
  type CalendarDay,
  type CalendarKind,
  calendarOf,
  type OwnCalendar,
  type OwnDay,
  schoolYear,
  type Term,
} from './domain/calendar.ts';
export { isPublished } from './domain/statutory.ts';
export { followUnits, type PlacedUnit, type TreeChange, type UnitFollower } from './followers.ts';
export { type Appointment, appoint, endHoldings } from './holdings.ts';
export { type ListOrigin, recordMade, undoList } from './operation/list.ts';
export { followKinds } from './ownKinds.ts';
export { mayAppoint, neededToGive } from './policy.ts';
export type { UnitRow } from './tables.ts';
export { type ListedUnit, type UpsertContext, type UpsertedUnit, upsertUnits } from './upsert.ts';

/** How often the turn of the day is looked for: planned changes show at most this long after midnight. */
const TURN_EVERY_MS = 30_000;

/** Units, posts, holders, terms and the school calendar. */
export const org: Module = {
  name: 'org',
  routes,
  async start(app, runtime) {
    mapOrgConstraints();
    const directory = new CachedUnitDirectory(runtime.db, runtime.events);
    runtime.units = directory;
    const turn = () => runtime.db.tx('*', (tx) => turnDay(tx, dateOf(runtime.clock).toString()));
    app.addHook('onReady', async () => {
      await turn();
    });
    const timer = setInterval(() => {
      turn().catch((error: unknown) =>
        app.log.error(error, 'the turn of the day failed; tried again shortly'),
      );
    }, TURN_EVERY_MS);
    timer.unref();
    return async () => {
      clearInterval(timer);
      directory.close();
    };
  },
};
