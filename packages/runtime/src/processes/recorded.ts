import type { Type } from '../core/type.js'

const ofStates = new WeakMap<object, Set<Type>>()

/** Notes that an event of this class has led to the state. */
export function noteRecorded(state: object, event: Type): void {
  const known = ofStates.get(state)
  if (known === undefined) ofStates.set(state, new Set([event]))
  else known.add(event)
}

/** Classes of the events that have led to the state. */
export function recordedBefore(state: object): ReadonlySet<Type> {
  return ofStates.get(state) ?? none
}

const none: ReadonlySet<Type> = new Set()
