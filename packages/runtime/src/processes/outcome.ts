import { isDelivery, type Delivery } from '../messaging/delivery.js'
import { Deadline } from './deadline.js'
import type { Decided } from './decider.js'

/**
 * What a method of a process has returned, sorted: deadlines, deliveries, and whatever else there is as events. Lists and
 * what comes one by one are looked into; `null` and `undefined` are nothing.
 */
export function outcomeOf(returned: unknown): Decided {
  const events: object[] = []
  const messages: Delivery[] = []
  const deadlines: Deadline<object>[] = []
  const sort = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (value instanceof Deadline) deadlines.push(value as Deadline<object>)
    else if (isDelivery(value)) messages.push(value)
    else if (isIterable(value)) for (const each of value) sort(each)
    else events.push(value)
  }
  sort(returned)
  return { events, messages, deadlines }
}

/** Itself, unless it is nothing. */
export function listOf<T extends object>(value: T | null | undefined): readonly T[] {
  return value === null || value === undefined ? [] : [value]
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}
