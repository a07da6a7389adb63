import { nameOf } from '../core/type.js'
import { StreamMissingError } from '../errors.js'
import type { AggregateMapping } from './event-mapping.js'
import type { EventStream } from './event-stream.js'
import type { FetchedAggregate } from './fetch-aggregate.js'
import { fold } from './fold.js'
import type { PendingEvents } from './pending-events.js'
import { revivePending, type PendingStream, type Standing } from './pending-stream.js'

/**
 * A stream between its fetch and a commit. `version` and `state` are those of the fetch; what is appended belongs to the unit
 * of work that is being put together. When that is committed, both move on, and a second unit may follow.
 */
export class FetchedStream<S extends object> implements EventStream<S>, Standing {
  readonly id: string
  readonly #mapping: AggregateMapping<S>
  readonly #pending: () => PendingEvents
  #version: number
  #base: () => S | null
  #state: { readonly value: S | null } | undefined
  #unit: PendingStream | undefined

  constructor(
    id: string,
    mapping: AggregateMapping<S>,
    fetched: FetchedAggregate<S>,
    pending: () => PendingEvents,
  ) {
    this.id = id
    this.#mapping = mapping
    this.#pending = pending
    this.#version = fetched.version
    this.#base = keptBase(mapping, fetched)
    this.#state = { value: fetched.state }
  }

  get version(): number {
    return this.#version
  }

  get state(): S | null {
    return (this.#state ??= { value: this.#base() }).value
  }

  get base(): () => S | null {
    return this.#base
  }

  append(...events: readonly object[]): void {
    if (events.length === 0) return
    this.#unit = this.#pending().appendFetched(this, this.#mapping, events)
  }

  enforce(): void {
    this.#pending().enforce(this, this.#mapping)
  }

  /** The state after what was appended, whether that is committed or not. */
  updated(): S {
    const state =
      this.#unit === undefined
        ? this.state
        : fold(this.#mapping, this.#base(), this.#unit.events.map(revivePending))
    if (state === null) throw new StreamMissingError(this.id)
    return state
  }

  moved(version: number, base: () => object | null): void {
    this.#version = version
    this.#base = base as () => S | null
    this.#state = undefined
    this.#unit = undefined
  }
}

/** Reading a state again is cheaper than folding events again, of which there may be many. */
function keptBase<S extends object>(
  { snapshot }: AggregateMapping<S>,
  { state, base, folded }: FetchedAggregate<S>,
): () => S | null {
  if (snapshot === undefined || state === null || folded === 0) return base
  // Now: whoever gets the state may change it.
  const data = snapshot.encode(state)
  return () => snapshot.revive(JSON.parse(data))
}

/** What `UpdatedAggregate` answers with. */
export function updated<S extends object>(stream: EventStream<S>): S {
  if (stream instanceof FetchedStream) return (stream as FetchedStream<S>).updated()
  throw new TypeError(`Expected the stream of a session, found ${nameOf(stream.constructor)}.`)
}
