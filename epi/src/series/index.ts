export { type CivilDate, civilDate, dayNumber, formatDate, parseDate } from './civil.ts';
export { type DayCount, type OpenDayOptions, seriesOfOpenDays } from './openDays.ts';
export { createSeries, dateAt, type Series, type SeriesInput } from './series.ts';
