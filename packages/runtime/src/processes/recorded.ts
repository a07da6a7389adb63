import { isInstanceOf, type Type } from '../core/type.js'
import type { Decider } from './decider.js'

const ofStates = new WeakMap<object, Set<Type>>()

/** The event happens: the state is what it was changed to, and knows that it led there. */
export function record<S extends object>(decider: Decider<S>, state: S, event: object): void {
  decider.evolve(state, event)
  noteRecorded(decider, state, event.constructor)
}

/** Notes that an event of this class has led to the state. */
export function noteRecorded<S extends object>(
  { endsWith = [] }: Decider<S>,
  state: S,
  event: Type,
): void {
  const known = ofStates.get(state)
  if (known === undefined) ofStates.set(state, new Set([event]))
  else known.add(event)
  const ends = endsWith.some((end) => end === event || isInstanceOf(event.prototype, end))
  if (ends) Object.assign(state, { status: 'ended' })
}

/** Classes of the events that have led to the state. */
export function recordedBefore(state: object): ReadonlySet<Type> {
  return ofStates.get(state) ?? none
}

const none: ReadonlySet<Type> = new Set()
