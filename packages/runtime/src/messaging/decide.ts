import { millisecondsOf, type Duration } from '../core/duration.js'
import { DatabaseUnavailableError } from '../errors.js'
import type { CustomDecision, ErrorRuleData, Jitter } from './error-rule.js'
import { DuplicateMessageError } from './errors.js'

/** What becomes of a message after its handler failed. */
export type Continuation =
  /** In the same place, after this time. */
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'schedule-retry'; readonly afterMs: number }
  | { readonly kind: 'requeue' }
  | { readonly kind: 'pause'; readonly forMs: number }
  | { readonly kind: 'discard' }
  | { readonly kind: 'dead-letter' }
  | { readonly kind: 'custom'; readonly decide: CustomDecision }
  /** Its effects are there already. */
  | { readonly kind: 'duplicate' }
  /** Nothing is wrong with the message, and its attempt does not count: the database is away. */
  | { readonly kind: 'keep' }

/**
 * The first rule that is for this error decides, whatever those behind it say; the number of the attempt, counted from 1,
 * selects what it does this time. When it has nothing left to do, and where no rule is for the error, the message goes to the
 * dead letters.
 *
 * @param random from 0, inclusive, to 1.
 */
export function decide(
  rules: readonly ErrorRuleData[],
  error: unknown,
  attempt: number,
  random: () => number,
): Continuation {
  if (error instanceof DuplicateMessageError) return { kind: 'duplicate' }
  if (error instanceof DatabaseUnavailableError) return { kind: 'keep' }
  const rule = rules.find((each) => isFor(each, error))
  return rule === undefined ? { kind: 'dead-letter' } : continuationOf(rule, attempt, random)
}

// A condition of the user that fails says nothing about the error, and must not take the message with it.
function isFor(rule: ErrorRuleData, error: unknown): boolean {
  try {
    return rule.matches(error)
  } catch {
    return false
  }
}

function continuationOf(
  { action, jitter }: ErrorRuleData,
  attempt: number,
  random: () => number,
): Continuation {
  const wait = (times: readonly Duration[]): number | undefined => {
    const time = times[attempt - 1]
    return time === undefined ? undefined : spread(millisecondsOf(time), jitter, attempt, random)
  }
  switch (action.kind) {
    case 'retry': {
      const afterMs = wait(action.cooldowns)
      return afterMs === undefined ? { kind: 'dead-letter' } : { kind: 'retry', afterMs }
    }
    case 'schedule-retry': {
      const afterMs = wait(action.delays)
      return afterMs === undefined ? { kind: 'dead-letter' } : { kind: 'schedule-retry', afterMs }
    }
    case 'requeue':
      return { kind: attempt <= action.times ? 'requeue' : 'dead-letter' }
    case 'pause':
      return { kind: 'pause', forMs: millisecondsOf(action.listener) }
    case 'custom':
      return { kind: 'custom', decide: action.decide }
    case 'discard':
    case 'dead-letter':
      return { kind: action.kind }
  }
}

/** `full`: once to twice the time. `exponential`: once to three times it at the first attempt, five times at the second … */
function spread(timeMs: number, jitter: Jitter, attempt: number, random: () => number): number {
  switch (jitter) {
    case 'none':
      return timeMs
    case 'full':
      return timeMs * (1 + random())
    case 'exponential':
      return timeMs * (1 + random() * 2 * attempt)
  }
}
