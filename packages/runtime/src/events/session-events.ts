import type { Type } from '../core/type.js'
import type { ReadBatch } from '../postgres/read-batch.js'
import type { EventRegistry } from './event-registry.js'
import type { EventWriter, FetchStreamOptions } from './event-writer.js'
import { fetchStreamCommand, readStream } from './fetch-stream.js'
import type { PendingEvents } from './pending-events.js'
import type { RecordedEvent } from './recorded-event.js'

export interface SessionEventsOptions {
  readonly tenant: string
  readonly reads: ReadBatch
  readonly registry: EventRegistry
  /** The events of the unit of work that is being put together. */
  readonly pending: () => PendingEvents
}

/** The events of one session: reads with its reads, writes with its unit of work. */
export class SessionEvents implements EventWriter {
  readonly #options: SessionEventsOptions

  constructor(options: SessionEventsOptions) {
    this.#options = options
  }

  async fetchStream(id: string, options?: FetchStreamOptions): Promise<readonly RecordedEvent[]> {
    const { tenant, reads, registry } = this.#options
    const command = fetchStreamCommand(tenant, id, options)
    return reads.read(command, (rows) => readStream(id, rows, registry))
  }

  startStream(aggregate: Type, id: string, ...events: readonly object[]): void {
    this.#options.pending().start(aggregate, id, events)
  }

  append(id: string, ...events: readonly object[]): void {
    this.#options.pending().append(id, events)
  }
}
