import { deepCopy } from '../core/deep-copy.js'
import type { Decider, History } from './decider.js'
import { record, recordedBefore } from './recorded.js'

/** Nothing has been recorded yet. */
export const noHistory: History<never> = { state: null, has: () => false }

/** What has led to the state. */
export function historyOf<S extends object>(state: S): History<S> {
  const recorded = recordedBefore(state)
  return { state, has: (event) => recorded.has(event) }
}

/** The history with these events added; the state of the one before stays as it is. */
export function step<S extends object>(
  decider: Decider<S>,
  history: History<S>,
  events: readonly object[],
): History<S> {
  if (events.length === 0) return history
  const state = history.state === null ? decider.initial() : deepCopy(history.state)
  for (const event of events) record(decider, state, event)
  const added = recordedBefore(state)
  return { state, has: (event) => added.has(event) || history.has(event) }
}
