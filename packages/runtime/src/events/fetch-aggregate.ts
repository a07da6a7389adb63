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
  /** Made anew by each call, for whoever gets it may change it. */
  readonly base: () => S | null
}

export function fetchAggregateCommand<S extends object>(
  tenant: string,
  id: string,
  mapping: AggregateMapping<S>,
): Command {
  const { type, name, evolve, snapshot } = mapping
  return {
    statement: fetchAggregateStatement,
    values: [
      tenant,
      requireId(id, `id of a stream of ${nameOf(type)}`),
      name,
      snapshot?.hash ?? null,
      // Nothing would fold them.
      evolve === undefined ? afterAll : '0',
    ],
  }
}

const afterAll = '2147483647'

export function readAggregate<S extends object>(
  rows: readonly Row[],
  mapping: AggregateMapping<S>,
  registry: EventRegistry,
): FetchedAggregate<S> {
  const [first] = rows
  if (first === undefined) return { version: 0, base: () => null }
  const [version, , snapshot] = first
  const base = () => {
    const before = snapshot == null ? null : mapping.snapshot!.revive(JSON.parse(snapshot))
    return fold(mapping, before, eventsIn(rows, registry))
  }
  return { version: Number(version), base }
}

function eventsIn(rows: readonly Row[], registry: EventRegistry): readonly object[] {
  return rows
    .filter((row) => row[3] !== null)
    .map((row) => {
      const [, , , , name, schemaVersion, data] = row as readonly string[]
      return readEvent({ name: name!, schemaVersion: Number(schemaVersion), data: data! }, registry)
    })
}
