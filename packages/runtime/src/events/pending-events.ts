import { newId } from '../core/new-id.js'
import { nameOf, type Type } from '../core/type.js'
import { StreamExistsError } from '../errors.js'
import { InvalidValueError } from '../errors.js'
import { requireId } from '../postgres/require-value.js'
import type { UnitCommand } from '../postgres/unit-of-work.js'
import { AmbiguousStreamError } from './errors.js'
import { eventCommands, streamCommand } from './event-commands.js'
import type { EventRegistry } from './event-registry.js'

export interface PendingEvent {
  readonly stream: PendingStream
  readonly id: string
  readonly name: string
  readonly data: string
  /** Its place among the events of the stream in this unit, from 1. */
  readonly place: number
}

/** A stream of this unit: started by it when it has a type, else appended to. */
export interface PendingStream {
  readonly id: string
  readonly type: string | undefined
  readonly aggregateName: string
  /** How many events it gets. */
  count: number
}

const before = 'one that was there before'

/** The events of one unit of work, until it is committed. */
export class PendingEvents {
  readonly #registry: EventRegistry
  readonly #streams: PendingStream[] = []
  readonly #events: PendingEvent[] = []

  constructor(registry: EventRegistry) {
    this.#registry = registry
  }

  start(aggregate: Type, id: string, events: readonly object[]): void {
    const type = this.#registry.streamTypeOf(aggregate)
    const aggregateName = nameOf(aggregate)
    requireId(id, `id of a stream of ${aggregateName}`)
    for (const known of this.#streams) {
      if (known.id !== id) continue
      if (known.type === type) throw new StreamExistsError(id, aggregateName)
      // What was appended by id alone would find two streams when the unit is written.
      if (known.type === undefined) throw new AmbiguousStreamError(id, [before, type])
    }
    this.#add({ id, type, aggregateName, count: 0 }, events)
  }

  append(id: string, events: readonly object[]): void {
    requireId(id, 'id of a stream')
    const [known, ...others] = this.#streams.filter((each) => each.id === id)
    if (known !== undefined && others.length > 0) {
      const types = [known, ...others].map((each) => each.type ?? before)
      throw new AmbiguousStreamError(id, types)
    }
    this.#add(known ?? { id, type: undefined, aggregateName: '', count: 0 }, events)
  }

  #add(stream: PendingStream, events: readonly object[]): void {
    if (events.length === 0) {
      throw new InvalidValueError(`Stream "${stream.id}": expected at least one event, found none.`)
    }
    // Encoded now: what happens to the object afterwards is not part of what was appended. All of them, before any is kept.
    const added = events.map((event, index) => {
      const mapping = this.#registry.mappingOf(event)
      const data = mapping.encode(event)
      return { stream, id: newId(), name: mapping.name, data, place: stream.count + index + 1 }
    })
    this.#events.push(...added)
    if (stream.count === 0) this.#streams.push(stream)
    stream.count += added.length
  }

  /** Streams by id, so that two units never wait for each other; then events in the order of the calls. */
  commands(tenant: string, now: string): readonly UnitCommand[] {
    return [
      ...this.#streams.sort(byIdAndType).map((stream) => streamCommand(stream, tenant, now)),
      ...eventCommands(this.#events, tenant, now),
    ]
  }
}

function byIdAndType(a: PendingStream, b: PendingStream): number {
  return compare(a.id, b.id) || compare(a.type, b.type)
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
