import { deepCopy } from '../core/deep-copy.js'
import { isInstanceOf, type Type } from '../core/type.js'
import type { Decider, History } from './decider.js'

/** A history that can be told to others: the classes of what was recorded. */
export interface Past<S extends object> extends History<S> {
  readonly recorded: ReadonlySet<Type>
}

/** Nothing has been recorded yet. */
export const noPast: Past<never> = { state: null, recorded: new Set(), has: () => false }

/** A past as it was kept. */
export function pastOf<S extends object>(state: S, recorded: Iterable<Type>): Past<S> {
  const types = new Set(recorded)
  return { state, recorded: types, has: (event) => types.has(event) }
}

/** The history with these events added; the state of the one before stays as it is. */
export function step<S extends object>(
  decider: Decider<S>,
  history: History<S>,
  events: readonly object[],
): Past<S> {
  if (events.length === 0 && 'recorded' in history) return history as Past<S>
  const state = history.state === null ? decider.initial() : deepCopy(history.state)
  const recorded = new Set((history as Partial<Past<S>>).recorded)
  for (const event of events) {
    decider.evolve(state, event)
    recorded.add(event.constructor)
  }
  if (decider.endsWith?.some((end) => events.some((event) => isInstanceOf(event, end)))) {
    Object.assign(state, { status: 'ended' })
  }
  return { state, recorded, has: (event) => recorded.has(event) || history.has(event) }
}
