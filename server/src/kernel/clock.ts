import { Temporal } from 'temporal-polyfill';

/** Time is injected (DESIGN, invariant 4): production reads the system clock, tests and drills set it. */
export interface Clock {
  now(): Temporal.Instant;
  /** The same in milliseconds since 1970, for what every request asks: making an Instant takes a microsecond. */
  millis(): number;
  /** IANA zone of the deployment; business dates and deadlines are local to it. */
  readonly zone: string;
}

/** How far a clock that shows `start` now is ahead of the machine's. Milliseconds; negative = behind. */
export const aheadOf = (start: string): number => Date.parse(start) - Date.now();

/**
 * The machine's clock, or one that runs `aheadMs` milliseconds ahead of it: for drills, demonstrations and tests of the
 * whole platform.
 */
export const runningClock = (zone: string, aheadMs: number): Clock => ({
  zone,
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now() + aheadMs),
  millis: () => Date.now() + aheadMs,
});

/** A clock that stands still until told to move. */
export class ManualClock implements Clock {
  readonly zone: string;
  #now: Temporal.Instant;
  constructor(zone: string, now: string | Temporal.Instant) {
    this.zone = zone;
    this.#now = Temporal.Instant.from(now);
  }
  now(): Temporal.Instant {
    return this.#now;
  }
  millis(): number {
    return this.#now.epochMilliseconds;
  }
  set(now: string | Temporal.Instant): void {
    this.#now = Temporal.Instant.from(now);
  }
}

/** True for a date that exists (YYYY-MM-DD). */
export function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** The business date at an instant. */
export function dateOf(clock: Clock, at: Temporal.Instant = clock.now()): Temporal.PlainDate {
  return at.toZonedDateTimeISO(clock.zone).toPlainDate();
}

/** The instant of a local clock time (HH:MM) on a business date. */
export function instantOf(clock: Clock, date: Temporal.PlainDate | string, time: string): Temporal.Instant {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: clock.zone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant();
}
