import { newId } from '../core/new-id.js'
import { nameOf, type Type } from '../core/type.js'
import { InvalidValueError, StreamExistsError } from '../errors.js'
import { arrayLiteral } from '../postgres/array-literal.js'
import { requireId } from '../postgres/require-value.js'
import type { UnitCommand } from '../postgres/unit-of-work.js'
import { AmbiguousStreamError } from './errors.js'
import { eventCommands, type Recording } from './event-commands.js'
import type { AnyAggregateMapping, EventRegistry } from './event-registry.js'
import type { ExpectedVersion } from './expected-version.js'
import { PendingStream, type PendingEvent, type Standing } from './pending-stream.js'
import { snapshotCommands } from './snapshot-commands.js'
import { standingAfter } from './standing-after.js'
import { lockStreamsStatement } from './sql/lock-streams.js'
import { streamCommands } from './stream-commands.js'

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
    const mapping = this.#registry.aggregateOf(aggregate)
    requireId(id, `id of a stream of ${nameOf(aggregate)}`)
    for (const known of this.#streams) {
      if (known.id !== id) continue
      if (known.type === mapping.name) throw new StreamExistsError(id, nameOf(aggregate))
      // What was appended by id alone would find two streams when the unit is written.
      if (known.type === undefined) throw new AmbiguousStreamError(id, [before, mapping.name])
    }
    const stream = new PendingStream(id, mapping, 'none')
    stream.know(notStarted)
    this.#add(stream, events)
  }

  /** By its id alone. */
  append(id: string, events: readonly object[]): void {
    requireId(id, 'id of a stream')
    this.#add(this.#withId(id) ?? new PendingStream(id, undefined, 'exists'), events)
  }

  appendTo(
    aggregate: Type,
    id: string,
    expected: ExpectedVersion,
    events: readonly object[],
  ): void {
    const mapping = this.#registry.aggregateOf(aggregate)
    requireId(id, `id of a stream of ${nameOf(aggregate)}`)
    const stream = this.#ofType(mapping, id) ?? new PendingStream(id, mapping, expected)
    this.#add(stream, events)
    stream.become(mapping)
    stream.expect(expected)
    if (expected === 'none') stream.know(notStarted)
  }

  appendFetched(
    fetched: Standing & { readonly id: string },
    aggregate: AnyAggregateMapping,
    events: readonly object[],
  ): PendingStream {
    const stream = this.#fetched(fetched, aggregate)
    this.#add(stream, events)
    return stream
  }

  /** The unit fails when the stream has another version, also if nothing is appended to it. */
  enforce(fetched: Standing & { readonly id: string }, aggregate: AnyAggregateMapping): void {
    const stream = this.#fetched(fetched, aggregate)
    stream.isEnforced = true
    this.#keep(stream)
  }

  archive(id: string): void {
    requireId(id, 'id of a stream')
    const stream = this.#withId(id) ?? new PendingStream(id, undefined, 'exists')
    stream.isArchived = true
    this.#keep(stream)
  }

  #fetched(
    fetched: Standing & { readonly id: string },
    aggregate: AnyAggregateMapping,
  ): PendingStream {
    const expected = fetched.version === 0 ? 'none' : fetched.version
    const stream =
      this.#ofType(aggregate, fetched.id) ?? new PendingStream(fetched.id, aggregate, expected)
    stream.become(aggregate)
    stream.expect(expected)
    stream.know(fetched)
    return stream
  }

  #withId(id: string): PendingStream | undefined {
    const [known, ...others] = this.#streams.filter((each) => each.id === id)
    if (known !== undefined && others.length > 0) {
      const types = [known, ...others].map((each) => each.type ?? before)
      throw new AmbiguousStreamError(id, types)
    }
    return known
  }

  /** One that was appended to by its id alone is the one of this type: there is no other, or the unit fails. */
  #ofType(aggregate: AnyAggregateMapping, id: string): PendingStream | undefined {
    const known = this.#streams.filter((each) => each.id === id)
    return (
      known.find((each) => each.aggregate === aggregate) ??
      known.find((each) => each.aggregate === undefined)
    )
  }

  #add(stream: PendingStream, events: readonly object[]): void {
    if (events.length === 0) {
      throw new InvalidValueError(`Stream "${stream.id}": expected at least one event, found none.`)
    }
    // Encoded now: what happens to the object afterwards is not part of what was appended. All of them, before any is kept.
    const added = events.map((event, index) => {
      const mapping = this.#registry.mappingOf(event)
      const data = mapping.encode(event)
      return { stream, id: newId(), mapping, data, place: stream.events.length + index + 1 }
    })
    this.#events.push(...added)
    this.#keep(stream)
    stream.events.push(...added)
  }

  #keep(stream: PendingStream): void {
    if (!this.#streams.includes(stream)) this.#streams.push(stream)
  }

  /** Goes ahead of everything in the unit, the mark of its message as well. */
  locks(tenant: string): readonly UnitCommand[] {
    const ids = this.#streams.filter((each) => each.isBlind).map(({ id }) => id)
    if (ids.length === 0) return []
    return [{ statement: lockStreamsStatement, values: [tenant, arrayLiteral(ids)] }]
  }

  /**
   * Streams by id, so that two units never wait for each other; then events in the order of the calls, and the states after
   * them. Throws what the code that folds events throws.
   */
  commands(recording: Recording): readonly UnitCommand[] {
    const { tenant, now } = recording
    const streams = this.#streams.sort(byIdAndType).map((stream) => ({
      stream,
      after: standingAfter(stream),
    }))
    return [
      ...streams.flatMap(({ stream, after }) => streamCommands(stream, after, tenant, now)),
      ...eventCommands(this.#events, recording),
      ...streams.flatMap(({ stream, after }) => snapshotCommands(stream, after, tenant)),
    ]
  }
}

const notStarted: Standing = { version: 0, base: () => null, moved() {} }

function byIdAndType(a: PendingStream, b: PendingStream): number {
  return compare(a.id, b.id) || compare(a.type, b.type)
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
