import { millisecondsOf, type Duration } from '../core/duration.js'
import { isInstanceOf, type Type } from '../core/type.js'
import type { Envelope } from './envelope.js'

/** What becomes of a message whose handler failed. */
export type ErrorAction =
  /** Once per cooldown, here and now. */
  | { readonly kind: 'retry'; readonly cooldowns: readonly Duration[] }
  /** Once per delay, as a scheduled message. */
  | { readonly kind: 'schedule-retry'; readonly delays: readonly Duration[] }
  /** Behind what waits already, so many times. */
  | { readonly kind: 'requeue'; readonly times: number }
  | { readonly kind: 'discard' }
  | { readonly kind: 'dead-letter' }
  /** Requeued, and its listener rests. */
  | { readonly kind: 'pause'; readonly listener: Duration }
  /** What the user's function says; when it fails, the dead letters. */
  | { readonly kind: 'custom'; readonly decide: CustomDecision }

export type CustomDecision = (
  error: Error,
  envelope: Envelope,
) => CustomOutcome | Promise<CustomOutcome>
export type CustomOutcome = 'retry' | 'requeue' | 'discard' | 'dead-letter'

export type Jitter = 'none' | 'full' | 'exponential'

/** A rule as data. `matches` may look at the error and at what caused it. */
export interface ErrorRuleData {
  readonly matches: (error: unknown) => boolean
  readonly action: ErrorAction
  readonly jitter: Jitter
}

let make: (data: ErrorRuleData) => ErrorRule
let read: (rule: ErrorRule) => ErrorRuleData

/** What happens when a handler fails: `static readonly errors = [onError(ConcurrencyError).retry({ milliseconds: 100 })]`. */
export class ErrorRule {
  readonly #rule: ErrorRuleData

  private constructor(data: ErrorRuleData) {
    this.#rule = data
  }

  /** Waits a random time between the cooldown and twice as long (`full`), or longer with every attempt (`exponential`). */
  withJitter(jitter: Exclude<Jitter, 'none'> = 'full'): ErrorRule {
    return make({ ...this.#rule, jitter })
  }

  static {
    make = (data) => new ErrorRule(data)
    read = (rule) => rule.#rule
  }
}

export function ruleOf(rule: ErrorRule): ErrorRuleData {
  return read(rule)
}

/** What to do about the errors that a rule is for. When its attempts are used up, the message goes to the dead letters. */
export interface ErrorMatch {
  /** Once per cooldown, here and now. */
  retry(...cooldowns: readonly [Duration, ...Duration[]]): ErrorRule
  /** Once per delay, as a scheduled message. */
  scheduleRetry(...delays: readonly [Duration, ...Duration[]]): ErrorRule
  /** Behind what waits already. */
  requeue(times: number): ErrorRule
  discard(): ErrorRule
  deadLetter(): ErrorRule
  /** Requeues the message and lets its listener rest: what the handler needs is away. */
  pauseListener(pause: Duration): ErrorRule
  /** Asks a function of yours. When that fails, the message goes to the dead letters. */
  custom(decide: CustomDecision): ErrorRule
}

/** Errors of this class, for which `when` holds. */
export function onError<E extends Error>(
  type: Type<E>,
  when: (error: E) => boolean = () => true,
): ErrorMatch {
  return matching((error) => isInstanceOf(error, type) && when(error))
}

/** Errors that were caused by one of this class, at any depth; or that are one themselves. */
export function onCause<E extends Error>(
  type: Type<E>,
  when: (error: E) => boolean = () => true,
): ErrorMatch {
  return matching((error) => causesOf(error).some((each) => isInstanceOf(each, type) && when(each)))
}

function matching(matches: (error: unknown) => boolean): ErrorMatch {
  const rule = (action: ErrorAction): ErrorRule => make({ matches, action, jitter: 'none' })
  return {
    retry: (...cooldowns) => rule({ kind: 'retry', cooldowns: amounts(cooldowns, 'retry') }),
    scheduleRetry: (...delays) =>
      rule({ kind: 'schedule-retry', delays: amounts(delays, 'scheduleRetry') }),
    requeue: (times) => rule({ kind: 'requeue', times }),
    discard: () => rule({ kind: 'discard' }),
    deadLetter: () => rule({ kind: 'dead-letter' }),
    pauseListener: (listener) => {
      amounts([listener], 'pauseListener')
      return rule({ kind: 'pause', listener })
    },
    custom: (decide) => rule({ kind: 'custom', decide }),
  }
}

/** A mistake is found where it is written, and not when a handler has failed. */
function amounts(durations: readonly Duration[], what: string): readonly Duration[] {
  for (const each of durations) millisecondsOf(each, what)
  return durations
}

function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = []
  for (let each = error; each !== undefined && !causes.includes(each);) {
    causes.push(each)
    each = each instanceof Error ? each.cause : undefined
  }
  return causes
}
