import type { AggregateMapping } from './event-mapping.js'

/** The state after the events. */
export function fold<S extends object>(
  { evolve }: AggregateMapping<S>,
  before: S | null,
  events: Iterable<object>,
): S | null {
  if (evolve === undefined) return null
  let state = before
  for (const event of events) state = evolve(state, event)
  return state
}
