import type { Channel, Connection } from 'rabbitmq-client'
import type { Address, QueueAddress } from '../address.js'
import { codeOf } from './rabbit-errors.js'
import type { RabbitMqOptions } from './rabbit-mq.js'

export function deadLetterQueueOf(queue: string): string {
  return `${queue}.dead-letters`
}

/** Makes what an address names and is not there. What is there is used as it is, whoever made it and however. */
export class Topology {
  readonly #connection: Connection
  readonly #options: RabbitMqOptions

  constructor(connection: Connection, options: RabbitMqOptions) {
    this.#connection = connection
    this.#options = options
  }

  async provide(address: Address): Promise<void> {
    if (this.#options.provision === false) return
    if (address.kind === 'exchange') return this.#provideExchange(address.name)
    await this.#provideQueue(address)
  }

  async #provideQueue({ name, bindings }: QueueAddress): Promise<void> {
    const deadLetters = deadLetterQueueOf(name)
    await this.#declareQueue(deadLetters, {})
    // What expires, or is delivered too often for a quorum queue, RabbitMQ itself moves there.
    await this.#declareQueue(name, {
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadLetters,
    })
    for (const { exchange, topic } of bindings) {
      await this.#provideExchange(exchange)
      await this.#onChannel((channel) =>
        channel.queueBind({ queue: name, exchange, routingKey: topic }),
      )
    }
  }

  async #declareQueue(queue: string, options: Readonly<Record<string, string>>): Promise<void> {
    const { queueType } = this.#options
    await this.#unlessThere(
      (channel) => channel.queueDeclare({ queue, passive: true }),
      (channel) =>
        channel.queueDeclare({
          queue,
          durable: true,
          arguments: {
            ...options,
            ...(queueType === undefined ? {} : { 'x-queue-type': queueType }),
          },
        }),
    )
  }

  async #provideExchange(exchange: string): Promise<void> {
    await this.#unlessThere(
      (channel) => channel.exchangeDeclare({ exchange, passive: true }),
      (channel) => channel.exchangeDeclare({ exchange, type: 'topic', durable: true }),
    )
  }

  async #unlessThere(
    look: (channel: Channel) => Promise<unknown>,
    make: (channel: Channel) => Promise<unknown>,
  ): Promise<void> {
    try {
      await this.#onChannel(look)
    } catch (error) {
      if (codeOf(error) !== 'NOT_FOUND') throw error
      await this.#onChannel(make)
    }
  }

  /** A channel for each question: RabbitMQ closes one where something was not found. */
  async #onChannel<T>(ask: (channel: Channel) => Promise<T>): Promise<T> {
    const channel = await this.#connection.acquire()
    try {
      return await ask(channel)
    } finally {
      await channel.close()
    }
  }
}
