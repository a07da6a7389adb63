import type { Type } from '../core/type.js'
import type { EventOf } from './event-of.js'
import type { RecordedEvent } from './recorded-event.js'

export interface EventReader {
  /** The events of a stream, the oldest first; empty when there is none. */
  fetchStream(
    id: string,
    options?: { readonly toVersion?: number; readonly at?: Date },
  ): Promise<readonly RecordedEvent[]>
}

/** Queues events until the session commits. */
export interface EventWriter extends EventReader {
  startStream<C extends Type>(
    aggregate: C,
    id: string,
    ...events: readonly [EventOf<C>, ...EventOf<C>[]]
  ): void
  append(id: string, ...events: readonly [object, ...object[]]): void
}
