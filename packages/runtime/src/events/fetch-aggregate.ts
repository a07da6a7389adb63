import { nameOf } from '../core/type.js'
import type { Row } from '../postgres/flush.js'
import { requireId } from '../postgres/require-value.js'
import type { Command } from '../postgres/statement.js'
import type { AggregateMapping } from './event-mapping.js'
import type { EventRegistry } from './event-registry.js'
import { fold } from './fold.js'
import { readEvent } from './read-event.js'
import { fetchAggregateStatement } from './sql/fetch-aggregate.js'

/** An aggregate as it was read. */
export interface FetchedAggregate<S extends object> {
  readonly version: number
  readonly state: S | null
  /** Makes the state anew by each call: whoever gets it may change it. */
  readonly base: () => S | null
  /** How many events that took: those behind the snapshot. */
  readonly folded: number
}

export function fetchAggregateCommand<S extends object>(
  tenant: string,
  id: string,
  mapping: AggregateMapping<S>,
  hash: string | undefined,
): Command {
  const { type, name, evolve } = mapping
  return {
    statement: fetchAggregateStatement,
    values: [
      tenant,
      requireId(id, `id of a stream of ${nameOf(type)}`),
      name,
      hash ?? null,
      // Nothing would fold them.
      evolve === undefined ? afterAll : '0',
    ],
  }
}

const afterAll = '2147483647'

export function readAggregate<S extends object>(
  id: string,
  rows: readonly Row[],
  mapping: AggregateMapping<S>,
  registry: EventRegistry,
): FetchedAggregate<S> {
  const [first] = rows
  if (first === undefined) return { version: 0, state: null, base: () => null, folded: 0 }
  const snapshot = first[2] ?? null
  const events = rows.filter((row) => row[3] !== null)
  const base = (): S | null => {
    const before = snapshot === null ? null : reviveSnapshot(snapshot, mapping)
    const state = fold(mapping, before, eventsIn(id, events, registry))
    if (state !== null) mapping.identify?.(state, id)
    return state
  }
  return { version: Number(first[0]), state: base(), base, folded: events.length }
}

/** A snapshot of the right hash that cannot be read: somebody has changed the state, but not the version of its `@Snapshot`. */
export class UnreadableSnapshot extends Error {}

function reviveSnapshot<S extends object>(data: string, { snapshot }: AggregateMapping<S>): S {
  try {
    return snapshot!.revive(JSON.parse(data))
  } catch (cause) {
    throw new UnreadableSnapshot('a snapshot cannot be read', { cause })
  }
}

function eventsIn(
  streamId: string,
  rows: readonly Row[],
  registry: EventRegistry,
): readonly object[] {
  return rows.map((row) => {
    const [, , , version, name, schemaVersion, data] = row as readonly string[]
    const place = { streamId, version: Number(version), name: name! }
    return readEvent({ ...place, schemaVersion: Number(schemaVersion), data: data! }, registry)
  })
}
