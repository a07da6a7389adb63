import type { Decided, Decider, History } from '../processes/decider.js'
import { noHistory, step } from '../processes/step.js'

/** What a process or aggregate has lived through. */
export interface Given<S extends object> {
  /** `null` when nothing was given. */
  readonly state: S | null
  /** What a message would do. It changes nothing here, so several can be tried. */
  when(message: object): Decided
}

/**
 * A process or aggregate that has lived through these events; `when` says what a message would do. No database:
 * `given(orderFulfillment, started, payment).when(shipment)`.
 */
export function given<S extends object>(
  decider: Decider<S>,
  ...events: readonly object[]
): Given<S> {
  const history: History<S> = step(decider, noHistory, events)
  return { state: history.state, when: (message) => decider.decide(history, message) }
}
