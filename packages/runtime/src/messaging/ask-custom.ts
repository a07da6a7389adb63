import type { CustomDecision, CustomOutcome } from './error-rule.js'
import type { Envelope } from './envelope.js'

/** What the user's function says. Whatever is wrong with it, the message is not lost: it goes to the dead letters. */
export async function askCustom(
  ask: CustomDecision,
  error: Error,
  envelope: Envelope,
  failed: (failure: unknown) => void,
): Promise<CustomOutcome> {
  try {
    const outcome = await ask(error, envelope)
    if (outcomes.has(outcome)) return outcome
    failed(new TypeError(`Expected one of ${[...outcomes].join(', ')}, found ${outcome}.`))
  } catch (failure) {
    failed(failure)
  }
  return 'dead-letter'
}

const outcomes: ReadonlySet<CustomOutcome> = new Set(['retry', 'requeue', 'discard', 'dead-letter'])
