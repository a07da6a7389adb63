import type { Type } from '../core/type.js'
import type { EventOf } from './event-of.js'
import type { EventStream } from './event-stream.js'
import type { ExpectedVersion } from './expected-version.js'
import type { RecordedEvent } from './recorded-event.js'

/** How much of a stream is read. Default: all of it. */
export interface FetchStreamOptions {
  /** Up to this version, and with it; a whole number, the first event is 1. */
  readonly toVersion?: number
  /** What had been recorded by this time. */
  readonly at?: Date
}

/** How a stream is fetched to be appended to. */
export interface FetchForWritingOptions {
  /** The commit fails when the stream has another version, even if nothing was appended to it. Default: `false`. */
  readonly alwaysEnforce?: boolean
}

/** The streams of events a session can read. */
export interface EventReader {
  /**
   * The state of an aggregate after all its events; `null` when there is no such stream.
   *
   * @throws {UnreadableDataError} `ERR_UNREADABLE_DATA` when an event cannot be read as what its class declares now.
   * @throws {UnknownEventError} `ERR_UNKNOWN_EVENT` when no class is known for one of them.
   */
  fetchLatest<S extends object>(aggregate: Type<S>, id: string): Promise<S | null>
  /**
   * The events of a stream, the oldest first; empty when there is no such stream.
   *
   * @throws {AmbiguousStreamError} `ERR_STREAM_AMBIGUOUS` when streams of several types share the id.
   * @throws {InvalidValueError} `ERR_INVALID_VALUE` when the id, the version or the time is none.
   * @throws {UnreadableDataError} `ERR_UNREADABLE_DATA` when an event cannot be read as what its class declares now.
   */
  fetchStream(id: string, options?: FetchStreamOptions): Promise<readonly RecordedEvent[]>
}

/**
 * Queues events until the session commits. What is wrong with an event by itself is thrown when it is queued: an
 * `UnknownEventError` for a class that no generated code knows, an `UnencodableError` for an event that is not what its class
 * declares, an `InvalidValueError` for an id that cannot be stored, or no event at all.
 */
export interface EventWriter extends EventReader {
  /** Starts a stream. `saveChanges` rejects with a `StreamExistsError` when there is one of this type and id. */
  startStream<C extends Type>(
    aggregate: C,
    id: string,
    ...events: readonly [EventOf<C>, ...EventOf<C>[]]
  ): void
  /**
   * Appends to the stream of this id, whose type is found by it. `saveChanges` rejects with a
   * `StreamMissingError` when there is none, and with an `AmbiguousStreamError` when there are several.
   */
  append(id: string, ...events: readonly [object, ...object[]]): void
  /** Appends to the stream of this type and id, if it is as `expected`. `saveChanges` rejects with a `ConcurrencyError` else. */
  appendTo<S extends object>(
    aggregate: Type<S>,
    id: string,
    options: { readonly expected: ExpectedVersion },
    ...events: readonly [object, ...object[]]
  ): void
  /**
   * The stream with its state, to decide what to append: `saveChanges` rejects with a `VersionError` when somebody else has
   * appended in between, and with a `StreamExistsError` when somebody else has started it.
   *
   * @param version what the caller has seen; a `VersionError` at once when the stream has another one.
   * @throws what `fetchLatest` throws.
   */
  fetchForWriting<S extends object>(
    aggregate: Type<S>,
    id: string,
    version?: number,
    options?: FetchForWritingOptions,
  ): Promise<EventStream<S>>
  /**
   * Archives the stream of this id, which can be read as before. `saveChanges` rejects with a `StreamMissingError` when there
   * is none; appending to it rejects with a `StreamArchivedError` from then on.
   */
  archive(id: string): void
}
