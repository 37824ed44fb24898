import { calendarOf } from '../org/index.ts';

const statute = calendarOf([], [], []);

/** Statutory working day: weekends, national holidays and make-up days. Units' own days are added in SQL. */
export const workday = (date: string): boolean => statute.isOpen('work', date);
