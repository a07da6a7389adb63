import type { Type } from '../core/type.js'
import type { EventOf } from './event-of.js'
import type { RecordedEvent } from './recorded-event.js'

export interface FetchStreamOptions {
  /** Up to this version, and with it. */
  readonly toVersion?: number
  /** What had been recorded by this time. */
  readonly at?: Date
}

/** The streams of events a session can read. */
export interface EventReader {
  /**
   * The events of a stream, the oldest first; empty when there is no such stream.
   *
   * @throws {AmbiguousStreamError} `ERR_STREAM_AMBIGUOUS` when streams of several types share the id.
   */
  fetchStream(id: string, options?: FetchStreamOptions): Promise<readonly RecordedEvent[]>
}

/** Queues events until the session commits. */
export interface EventWriter extends EventReader {
  /** Starts a stream. `saveChanges` rejects with a `StreamExistsError` when there is one of this type and id. */
  startStream<C extends Type>(
    aggregate: C,
    id: string,
    ...events: readonly [EventOf<C>, ...EventOf<C>[]]
  ): void
  /** Appends to the stream of this id, whose type is found by it. `saveChanges` rejects when there is none, or several. */
  append(id: string, ...events: readonly [object, ...object[]]): void
}
