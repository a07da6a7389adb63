import { nameOf, type Type } from '../core/type.js'
import type { ReadBatch } from '../postgres/read-batch.js'
import type { EventRegistry } from './event-registry.js'
import { VersionError } from './errors.js'
import type { EventStream } from './event-stream.js'
import type { EventWriter, FetchForWritingOptions, FetchStreamOptions } from './event-writer.js'
import { requireExpected, requireVersion, type ExpectedVersion } from './expected-version.js'
import {
  fetchAggregateCommand,
  readAggregate,
  UnreadableSnapshot,
  type FetchedAggregate,
} from './fetch-aggregate.js'
import type { AggregateMapping } from './event-mapping.js'
import { FetchedStream } from './fetched-stream.js'
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
    return reads.read(command, (rows) => readStream(id, rows, tenant, registry))
  }

  async fetchLatest<S extends object>(aggregate: Type<S>, id: string): Promise<S | null> {
    const { state } = await this.#fetch(aggregate, id)
    return state
  }

  async fetchForWriting<S extends object>(
    aggregate: Type<S>,
    id: string,
    version?: number,
    { alwaysEnforce = false }: FetchForWritingOptions = {},
  ): Promise<EventStream<S>> {
    if (version !== undefined) requireVersion(version, 'version')
    const fetched = await this.#fetch(aggregate, id)
    if (version !== undefined && version !== fetched.version) {
      const stream = { id, aggregateType: nameOf(aggregate) }
      throw new VersionError(stream, { expected: version, found: fetched.version })
    }
    const { pending, registry } = this.#options
    const stream = new FetchedStream(id, registry.aggregateOf(aggregate), fetched, pending)
    if (alwaysEnforce) stream.enforce()
    return stream
  }

  async #fetch<S extends object>(aggregate: Type<S>, id: string): Promise<FetchedAggregate<S>> {
    const mapping = this.#options.registry.aggregateOf(aggregate)
    const hash = mapping.snapshot?.hash
    try {
      return await this.#read(mapping, id, hash)
    } catch (error) {
      // The events are what counts, and the next commit writes the snapshot anew.
      if (error instanceof UnreadableSnapshot) return this.#read(mapping, id, undefined)
      throw error
    }
  }

  #read<S extends object>(mapping: AggregateMapping<S>, id: string, hash: string | undefined) {
    const { tenant, reads, registry } = this.#options
    const command = fetchAggregateCommand(tenant, id, mapping, hash)
    return reads.read(command, (rows) => readAggregate(id, rows, mapping, registry))
  }

  startStream(aggregate: Type, id: string, ...events: readonly object[]): void {
    this.#options.pending().start(aggregate, id, events)
  }

  append(id: string, ...events: readonly object[]): void {
    this.#options.pending().append(id, events)
  }

  appendTo(
    aggregate: Type,
    id: string,
    { expected }: { readonly expected: ExpectedVersion },
    ...events: readonly object[]
  ): void {
    this.#options.pending().appendTo(aggregate, id, requireExpected(expected), events)
  }

  archive(id: string): void {
    this.#options.pending().archive(id)
  }
}
