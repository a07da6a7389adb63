import { Timer } from '../core/timer.js'
import { HandlerTimeoutError } from './errors.js'
import type { CustomDecision, CustomOutcome } from './error-rule.js'
import type { Envelope } from './envelope.js'

/** What the user's function says. Whatever is wrong with it, the message is not lost: it goes to the dead letters. */
export async function askCustom(
  ask: CustomDecision,
  error: Error,
  envelope: Envelope,
  withinMs: number,
  failed: (failure: unknown) => void,
): Promise<CustomOutcome> {
  let timer: Timer | undefined
  // It has as long as a handler: one that never answers would keep its place for ever.
  const late = new Promise<never>((_, reject) => {
    timer = new Timer(withinMs, () => {
      reject(new HandlerTimeoutError(`A custom error rule did not answer within ${withinMs} ms.`))
    })
  })
  try {
    const outcome = await Promise.race([ask(error, envelope), late])
    if (outcomes.has(outcome)) return outcome
    failed(new TypeError(`Expected one of ${[...outcomes].join(', ')}, found ${outcome}.`))
  } catch (failure) {
    failed(failure)
  } finally {
    timer?.cancel()
  }
  return 'dead-letter'
}

const outcomes: ReadonlySet<CustomOutcome> = new Set(['retry', 'requeue', 'discard', 'dead-letter'])
