import type { RoutedMessage, Sender } from '../../messaging/transport.js'
import type { Address } from '../address.js'
import type { RedisClient } from './connect.js'
import { fieldsOf } from './redis-message.js'
import { Topology } from './topology.js'

/** Adds to the stream of a queue, or to those of all queues that ask an exchange for the topic: then to all or none. */
export class RedisSender implements Sender {
  readonly #client: RedisClient
  readonly #address: Address
  readonly #topology: Topology
  readonly #explain: (error: unknown) => Error

  constructor(client: RedisClient, address: Address, explain: (error: unknown) => Error) {
    this.#client = client
    this.#address = address
    this.#topology = new Topology(client)
    this.#explain = explain
  }

  async send(message: RoutedMessage): Promise<void> {
    try {
      const { kind, name } = this.#address
      if (kind === 'queue') await this.#client.xAdd(name, '*', fieldsOf(message))
      else await this.#sendToAll(message, await this.#topology.queuesOf(name, message.topic ?? ''))
    } catch (error) {
      throw this.#explain(error)
    }
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  async #sendToAll(message: RoutedMessage, queues: readonly string[]): Promise<void> {
    if (queues.length === 0) return
    const fields = fieldsOf(message)
    const transaction = this.#client.multi()
    queues.forEach((queue) => transaction.xAdd(queue, '*', fields))
    await transaction.exec()
  }
}
