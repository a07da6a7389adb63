import type { Binding, QueueAddress } from '../address.js'
import { matchesTopic } from '../address.js'
import type { RedisClient } from './connect.js'

/** The group of every stream: a queue is for one application. */
export const group = 'critter'

/** A queue is a stream of its name. An exchange is a set of what queues have asked of it, and senders add to their streams. */
export class Topology {
  readonly #client: RedisClient

  constructor(client: RedisClient) {
    this.#client = client
  }

  async provide({ name, bindings }: QueueAddress): Promise<void> {
    await this.#client
      .xGroupCreate(name, group, '0', { MKSTREAM: true })
      .catch((error: unknown) => {
        const isThere = error instanceof Error && error.message.startsWith('BUSYGROUP')
        if (!isThere) throw error
      })
    for (const { exchange, topic } of bindings) {
      await this.#client.sAdd(exchangeKey(exchange), JSON.stringify([name, topic]))
    }
  }

  async queuesOf(exchange: string, topic: string): Promise<readonly string[]> {
    const found = await this.#client.sMembers(exchangeKey(exchange))
    const bindings = found.map((each) => JSON.parse(each) as [queue: string, topic: string])
    const matching = bindings.filter(([, pattern]) => matchesTopic(pattern, topic))
    return [...new Set(matching.map(([queue]) => queue))]
  }
}

export function exchangeKey(exchange: Binding['exchange']): string {
  return `critter:exchange:${exchange}`
}
