import type { Duration } from '../core/duration.js'
import { nameOf, type Type } from '../core/type.js'

let makeDeadline: <E extends object>(awaited: Type<E>, within: Duration) => Deadline<E>
let makeTimedOut: <E extends object>(awaited: Type<E>) => TimedOut<E>

/** Something must be recorded within this time; if not, the method that takes `TimedOut<E>` decides. */
export class Deadline<E extends object> {
  readonly awaited: Type<E>
  /** From the commit of the step that sets it. */
  readonly within: Duration

  private constructor(awaited: Type<E>, within: Duration) {
    this.awaited = awaited
    this.within = within
  }

  // A private member makes the class nominal.
  get #text(): string {
    return `deadline of ${nameOf(this.awaited)}`
  }

  toString(): string {
    return this.#text
  }

  static {
    makeDeadline = (awaited, within) => new Deadline(awaited, within)
  }
}

/** Returned from a process' method: `deadline(PaymentConfirmed, { minutes: 15 })`. */
export function deadline<E extends object>(awaited: Type<E>, within: Duration): Deadline<E> {
  return makeDeadline(awaited, within)
}

/** What arrives when a deadline has passed and what it waited for is not recorded. */
export class TimedOut<E extends object> {
  readonly awaited: Type<E>

  private constructor(awaited: Type<E>) {
    this.awaited = awaited
  }

  get #text(): string {
    return `${nameOf(this.awaited)} timed out`
  }

  toString(): string {
    return this.#text
  }

  static {
    makeTimedOut = (awaited) => new TimedOut(awaited)
  }
}

/** For tests: what arrives when a deadline passes. */
export function timedOut<E extends object>(awaited: Type<E>): TimedOut<E> {
  return makeTimedOut(awaited)
}
