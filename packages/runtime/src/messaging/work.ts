import type { WatchedAttempt } from '../execution/instrumentation.js'
import type { SentEnvelope } from './envelope.js'
import type { Handler } from './handlers.js'
import type { Origin } from './message-store.js'
import type { Settlement } from './settlement.js'

/** A message for one handler, on its way through this process. */
export interface Work {
  /** Another one for every attempt. */
  envelope: SentEnvelope
  readonly origin: Origin
  readonly handler: Handler
  /** Where a broker still waits to hear what became of it. */
  readonly settlement: Settlement | undefined
  /** Decoded when it is first needed, and once. */
  message: object | undefined
  /** The messages of a batch; the rest says what the first of them does. */
  readonly batch?: readonly Work[]
}

/** All the messages that are handled together. */
export function partsOf(work: Work): readonly Work[] {
  return work.batch ?? [work]
}

export function watchedAttempt(work: Work, isInvoked: boolean): WatchedAttempt {
  const { envelope, handler, batch = [] } = work
  const others = batch.slice(1).map((each) => each.envelope)
  return { envelopes: [envelope, ...others], handler: handler.name, isInvoked }
}
