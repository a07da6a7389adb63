import type { RedisClient } from './connect.js'
import { group } from './topology.js'

export interface Entry {
  readonly id: string
  readonly message: Record<string, string>
}

/** What one consumer of a queue's stream has been given and has not settled, as Redis sees it. */
export class Pending {
  readonly #client: RedisClient
  readonly #queue: string
  readonly #consumer: string

  constructor(client: RedisClient, queue: string, consumer: string) {
    this.#client = client
    this.#queue = queue
    this.#consumer = consumer
  }

  /** From the stream, too: it holds what is still to be done. */
  async remove(id: string): Promise<void> {
    await this.#client.multi().xAck(this.#queue, group, id).xDel(this.#queue, id).exec()
  }

  /** As a new entry, behind what waits already: Redis gives an old one to nobody else. */
  async giveBack({ id, message }: Entry): Promise<void> {
    await this.#client
      .multi()
      .xAdd(this.#queue, '*', message)
      .xAck(this.#queue, group, id)
      .xDel(this.#queue, id)
      .exec()
  }

  /** Says that somebody works on them. */
  async keep(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await this.#client.xClaimJustId(this.#queue, group, this.#consumer, 0, [...ids])
  }

  /** What consumers had for so long without a sign of life. */
  async takeOver(idleMs: number, count: number): Promise<readonly Entry[]> {
    const { messages } = await this.#client.xAutoClaim(
      this.#queue,
      group,
      this.#consumer,
      idleMs,
      '0-0',
      { COUNT: count },
    )
    return messages.filter((each) => each !== null)
  }

  /** What it was given: also what got lost on the way, when a connection broke. */
  async all(): Promise<readonly Entry[]> {
    const key = this.#queue
    const found = await this.#client.xReadGroup(group, this.#consumer, { key, id: '0' })
    return entriesOf(found)
  }

  /** Redis remembers consumers for ever, and with them what they had: nothing, or it would be lost. */
  async forgetConsumer(): Promise<void> {
    if ((await this.all()).length > 0) return
    await this.#client.xGroupDelConsumer(this.#queue, group, this.#consumer)
  }
}

export function entriesOf(
  found: readonly { readonly messages: readonly Entry[] }[] | null,
): readonly Entry[] {
  return found?.[0]?.messages ?? []
}
