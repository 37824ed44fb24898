import { calendarProblems } from './people.rowCalendar.ts';
import { placeProblems } from './people.rowPlaces.ts';
import { valueProblems } from './people.rowValues.ts';

/** Why a row is not imported: the reason and what to do, by code; `{name}` takes a parameter. */
export const rowProblems = { ...valueProblems, ...placeProblems, ...calendarProblems };
export type RowProblemCode = keyof typeof rowProblems;
