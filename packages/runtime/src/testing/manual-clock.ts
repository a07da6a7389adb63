import type { Clock } from '../core/clock.js'

/** A clock that stands still until it is set. Pass one as the option `clock` to say what time it is. */
export class ManualClock implements Clock {
  #now: Date

  constructor(now = new Date()) {
    this.#now = now
  }

  now(): Date {
    // A copy: whoever changes a date must not move the clock.
    return new Date(this.#now)
  }

  set(now: Date): void {
    this.#now = now
  }
}
