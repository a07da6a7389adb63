import type { Type } from '../core/type.js'
import type { AggregateMapping, SnapshotMapping } from '../events/event-mapping.js'
import type { Decider } from './decider.js'
import { noteRecorded, record, recordedBefore } from './recorded.js'

/** How a process is kept. Generated. */
export interface KeptProcess<S extends object> {
  /** What its streams are called. */
  readonly name: string
  /** Everything that is recorded of it, by wire name. */
  readonly events: Readonly<Record<string, Type>>
  readonly snapshot?: SnapshotMapping<S>
}

/**
 * A process as the aggregate of its stream. Its snapshot is `{ state, recorded }`: what is recorded already is known without
 * reading an event.
 */
export function processAggregate<S extends object>(
  decider: Decider<S>,
  { name, events, snapshot }: KeptProcess<S>,
): AggregateMapping<S> {
  return {
    type: decider.type,
    name,
    evolve(before, event) {
      const state = before ?? decider.initial()
      record(decider, state, event)
      return state
    },
    identify(state, id) {
      Object.assign(state, { id })
    },
    ...(snapshot === undefined ? {} : { snapshot: withRecorded(decider, events, snapshot) }),
  }
}

function withRecorded<S extends object>(
  decider: Decider<S>,
  events: KeptProcess<S>['events'],
  { hash, encode, revive }: SnapshotMapping<S>,
): SnapshotMapping<S> {
  const names = new Map(Object.entries(events).map(([name, type]) => [type, name]))
  return {
    hash,
    encode(state) {
      const recorded = [...recordedBefore(state)].flatMap((type) => names.get(type) ?? [])
      return `{"state":${encode(state)},"recorded":${JSON.stringify(recorded)}}`
    },
    revive(stored) {
      const kept = stored as { readonly state?: unknown; readonly recorded?: readonly string[] }
      const state = revive(kept.state)
      // A class that has gone from the process is asked about by nobody.
      for (const name of kept.recorded ?? []) {
        const type = events[name]
        if (type !== undefined) noteRecorded(decider, state, type)
      }
      return state
    },
  }
}
