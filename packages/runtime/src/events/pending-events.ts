import { newId } from '../core/new-id.js'
import type { Type } from '../core/type.js'
import { StreamExistsError } from '../errors.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { InvalidValueError, requireId } from '../postgres/invalid-value-error.js'
import { refusal } from '../postgres/sqlstate.js'
import { refuseUnstorable, type UnitCommand } from '../postgres/unit-of-work.js'
import { AmbiguousStreamError, StreamMissingError } from './errors.js'
import type { EventRegistry } from './event-registry.js'
import { appendToStreamStatement } from './sql/append-to-stream.js'
import { recordEventsStatement } from './sql/record-events.js'
import { startStreamStatement } from './sql/start-stream.js'

interface PendingEvent {
  readonly stream: PendingStream
  readonly id: string
  readonly name: string
  readonly data: string
}

/** A stream of this unit: started by it when it has a type, else appended to. */
interface PendingStream {
  readonly id: string
  readonly type: string | undefined
  readonly aggregateName: string
  count: number
}

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
    requireId(id, `id of a stream of ${type}`)
    if (this.#streams.some((each) => each.id === id && each.type === type)) {
      throw new StreamExistsError(id, nameOf(aggregate))
    }
    this.#add({ id, type, aggregateName: nameOf(aggregate), count: 0 }, events)
  }

  append(id: string, events: readonly object[]): void {
    requireId(id, 'id of a stream')
    const known = this.#streams.filter((each) => each.id === id)
    if (known.length > 1) {
      throw new AmbiguousStreamError(
        id,
        known.map((each) => each.type ?? '?'),
      )
    }
    this.#add(known[0] ?? { id, type: undefined, aggregateName: '', count: 0 }, events)
  }

  #add(stream: PendingStream, events: readonly object[]): void {
    if (events.length === 0) {
      throw new InvalidValueError(`Stream "${stream.id}": expected at least one event, found none.`)
    }
    // Encoded now: what happens to the object afterwards is not part of what was appended.
    const added = events.map((event) => {
      const mapping = this.#registry.mappingOf(event)
      return { stream, id: newId(), name: mapping.name, data: mapping.encode(event) }
    })
    this.#events.push(...added)
    if (stream.count === 0) this.#streams.push(stream)
    stream.count += added.length
  }

  /** Streams by id, so that two units never wait for each other; events in the order of the calls. */
  commands(tenant: string, recordedAt: string): UnitCommand[] {
    const [only, ...others] = this.#streams
    if (only === undefined) return []
    if (others.length === 0) return [moveCommand(only, this.#events, tenant, recordedAt)]
    const ordered = this.#streams.toSorted((a, b) => compare(a.id, b.id) || compare(a.type, b.type))
    return [
      ...ordered.map((stream) => moveCommand(stream, [], tenant, recordedAt)),
      recordCommand(this.#events, tenant, recordedAt),
    ]
  }
}

const unstorable = refuseUnstorable(() => 'an event') ?? {}

function moveCommand(
  stream: PendingStream,
  events: readonly PendingEvent[],
  tenant: string,
  recordedAt: string,
): UnitCommand {
  const { id, type, count, aggregateName } = stream
  const columns = [
    arrayLiteral(events.map((event) => event.id)),
    arrayLiteral(events.map((event) => event.name)),
    arrayLiteral(events.map((event) => event.data)),
  ]
  if (type !== undefined) {
    return {
      statement: startStreamStatement,
      values: [tenant, id, type, recordedAt, String(count), ...columns],
      refused: {
        ...unstorable,
        [refusal.streamExists]: (cause) => new StreamExistsError(id, aggregateName, { cause }),
      },
    }
  }
  return {
    statement: appendToStreamStatement,
    values: [tenant, id, recordedAt, String(count), ...columns],
    refused: {
      ...unstorable,
      [refusal.streamMissing]: (cause) => new StreamMissingError(id, { cause }),
      [refusal.streamAmbiguous]: (cause) =>
        new AmbiguousStreamError(id, (cause.cause.detail ?? '').split(','), { cause }),
    },
  }
}

function recordCommand(
  events: readonly PendingEvent[],
  tenant: string,
  recordedAt: string,
): UnitCommand {
  const recorded = new Map<PendingStream, number>()
  const following = events.map(({ stream }) => {
    const count = (recorded.get(stream) ?? 0) + 1
    recorded.set(stream, count)
    return String(stream.count - count)
  })
  return {
    statement: recordEventsStatement,
    values: [
      tenant,
      recordedAt,
      arrayLiteral(events.map((event) => event.id)),
      arrayLiteral(events.map((event) => event.stream.id)),
      arrayLiteral(events.map((event) => event.stream.type ?? null)),
      arrayLiteral(following),
      arrayLiteral(events.map((event) => event.name)),
      arrayLiteral(events.map((event) => event.data)),
    ],
    refused: unstorable,
  }
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function nameOf(type: Type): string {
  return (type as { readonly name?: string }).name ?? ''
}
