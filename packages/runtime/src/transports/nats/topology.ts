import {
  AckPolicy,
  DeliverPolicy,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
} from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import { millisecondsOf } from '../../core/duration.js'
import type { Address, QueueAddress } from '../address.js'
import { isNotFound } from './nats-errors.js'
import type { NatsOptions } from './nats.js'
import { filterOf, streamOf, subjectsOf } from './names.js'

/** A consumer of a stream, whose messages a listener takes. */
export interface Source {
  readonly stream: string
  readonly consumer: string
  /** Where the stream is that of an exchange. */
  readonly exchange?: { readonly name: string; readonly topics: readonly string[] }
}

/** The stream of a queue, and those of the exchanges that it asks for messages: in each, a consumer called like the queue. */
export function sourcesOf({ name, bindings }: QueueAddress): readonly Source[] {
  const consumer = streamOf(name)
  const exchanges = [...new Set(bindings.map(({ exchange }) => exchange))]
  return [
    { stream: streamOf(name), consumer },
    ...exchanges.map((exchange) => ({
      stream: streamOf(exchange),
      consumer,
      exchange: {
        name: exchange,
        topics: bindings.filter((each) => each.exchange === exchange).map(({ topic }) => topic),
      },
    })),
  ]
}

export function redeliverAfterMs({ redeliverAfter = { seconds: 30 } }: NatsOptions): number {
  return millisecondsOf(redeliverAfter, 'redeliverAfter')
}

/** Makes what an address names and is not there. What is there is used as it is. */
export class Topology {
  readonly #manager: JetStreamManager
  readonly #options: NatsOptions

  constructor(manager: JetStreamManager, options: NatsOptions) {
    this.#manager = manager
    this.#options = options
  }

  /** To be sent to. */
  async provideStream(address: Address): Promise<void> {
    if (this.#options.provision === false) return
    const name = streamOf(address.name)
    const { streams } = this.#manager
    try {
      await streams.info(name)
    } catch (error) {
      if (!isNotFound(error)) throw error
      await streams.add({
        name,
        subjects: subjectsOf(address),
        // A queue keeps a message until it is handled; an exchange, until every queue that asks for it has it.
        retention: address.kind === 'queue' ? RetentionPolicy.Workqueue : RetentionPolicy.Interest,
        storage: StorageType.File,
        num_replicas: this.#options.replicas ?? 1,
      })
    }
  }

  /** To be listened to. */
  async provideSources(address: QueueAddress): Promise<void> {
    if (this.#options.provision === false) return
    await this.provideStream(address)
    for (const { stream, consumer, exchange } of sourcesOf(address)) {
      if (exchange === undefined) {
        await this.#provideConsumer(stream, consumer, DeliverPolicy.All, undefined)
      } else {
        await this.provideStream({ kind: 'exchange', name: exchange.name })
        const filter = filterOf(exchange.name, exchange.topics)
        await this.#provideConsumer(stream, consumer, DeliverPolicy.New, filter)
      }
    }
  }

  async #provideConsumer(
    stream: string,
    consumer: string,
    deliver: DeliverPolicy,
    filter: string | undefined,
  ): Promise<void> {
    const { consumers } = this.#manager
    try {
      const { config } = await consumers.info(stream, consumer)
      if ((config.filter_subject ?? '') === (filter ?? '')) return
      await consumers.update(stream, consumer, { filter_subject: filter ?? '' })
    } catch (error) {
      if (!isNotFound(error)) throw error
      await consumers.add(stream, {
        durable_name: consumer,
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(redeliverAfterMs(this.#options)),
        deliver_policy: deliver,
        // Listeners say how much each of them holds.
        max_ack_pending: -1,
        ...(filter === undefined ? {} : { filter_subject: filter }),
      })
    }
  }
}
