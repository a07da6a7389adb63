import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { BrokerUnavailableError } from '../../messaging/errors.js'
import type { Listener, ListenOptions, Received } from '../../messaging/transport.js'
import { connectReader, type RedisClient } from './connect.js'
import { entriesOf, Pending, type Entry } from './pending.js'
import { isNoGroup } from './redis-errors.js'
import { wireMessageOf } from './redis-message.js'
import { group } from './topology.js'

export interface RedisListenerHost {
  readonly client: RedisClient
  readonly url: string
  readonly queue: string
  readonly redeliverAfterMs: number
  readonly provide: () => Promise<void>
  readonly explain: (error: unknown) => Error
  /** It is tried again. */
  readonly failed: (error: unknown) => void
}

/**
 * A consumer in the group of a queue's stream. A loop reads as much as there is room for, over a connection of its own, which
 * waits in Redis; between, it takes over what listeners had that died. A message that it holds stays its own when the
 * connection breaks: it is kept by claiming it, in time and again.
 */
export class RedisListener implements Listener {
  readonly #host: RedisListenerHost
  readonly #prefetch: number
  readonly #receive: (received: Received) => void
  readonly #consumer: string = randomUUID()
  readonly #pending: Pending
  readonly #reader: RedisClient
  readonly #keeping: NodeJS.Timeout
  readonly #unsettled = new Map<string, Entry>()
  #isWanted = false
  #isClosed = false
  #loop: Promise<void> | undefined
  #readerId: number | undefined
  #wake = (): void => {}
  #takeOverAt = 0
  /** Redis may have given this consumer what nobody here has: a connection broke, or what became of a message was not heard. */
  #mayHaveLost = true

  constructor(
    host: RedisListenerHost,
    { prefetch }: ListenOptions,
    receive: (received: Received) => void,
  ) {
    this.#host = host
    this.#prefetch = prefetch
    this.#receive = receive
    this.#pending = new Pending(host.client, host.queue, this.#consumer)
    this.#reader = connectReader(host.url)
    const keep = (): void => {
      this.#pending.keep([...this.#unsettled.keys()]).catch(host.failed)
    }
    this.#keeping = setInterval(keep, host.redeliverAfterMs / 3).unref()
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- nobody waits for the loop to end
  async resume(): Promise<void> {
    if (this.#isClosed) return
    this.#isWanted = true
    this.#mayHaveLost = true
    this.#loop ??= this.#run().finally(() => {
      this.#loop = undefined
      // Wanted again while it was ending.
      if (this.#isWanted) void this.resume()
    })
  }

  async pause(): Promise<void> {
    this.#isWanted = false
    this.#wake()
    while (this.#loop !== undefined) {
      await this.#unblock()
      await Promise.race([this.#loop, wait(20)])
    }
  }

  /** It may be just about to wait, and then the next time ends that. */
  async #unblock(): Promise<void> {
    if (this.#readerId === undefined) return
    await this.#host.client.clientUnblock(this.#readerId).catch(() => {})
  }

  stop(): Promise<void> {
    return this.pause()
  }

  /** What it has goes back to the queue; when Redis is away, others take it over later. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#keeping)
    await this.pause()
    this.#reader.destroy()
    this.#unsettled.clear()
    try {
      for (const each of await this.#pending.all()) await this.#pending.giveBack(each)
      await this.#pending.forgetConsumer()
    } catch (error) {
      this.#host.failed(error)
    }
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      try {
        if (this.#room === 0) await new Promise<void>((resolve) => (this.#wake = resolve))
        else this.#take(await (this.#mayHaveLost ? this.#readLost() : this.#readNext()))
      } catch (error) {
        this.#mayHaveLost = true
        this.#host.failed(error)
        await wait(200)
      }
    }
  }

  get #room(): number {
    return Math.max(0, this.#prefetch - this.#unsettled.size)
  }

  async #readLost(): Promise<readonly Entry[]> {
    // Before it asks: what is lost from now on is asked for again.
    this.#mayHaveLost = false
    const entries = await this.#pending.all().catch(async (error: unknown) => {
      if (!isNoGroup(error)) throw error
      await this.#host.provide()
      return []
    })
    if (!this.#reader.isReady) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        this.#reader.once('ready', resolve)
      })
    }
    this.#readerId = await this.#reader.clientId()
    return entries.filter(({ id }) => !this.#unsettled.has(id))
  }

  async #readNext(): Promise<readonly Entry[]> {
    const now = performance.now()
    if (now >= this.#takeOverAt) {
      this.#takeOverAt = now + this.#host.redeliverAfterMs / 2
      const taken = await this.#pending.takeOver(this.#host.redeliverAfterMs, this.#room)
      // Its own are among them when it could not say in time that it keeps them.
      const news = taken.filter(({ id }) => !this.#unsettled.has(id))
      if (news.length > 0) return news
    }
    const found = await this.#reader.xReadGroup(
      group,
      this.#consumer,
      { key: this.#host.queue, id: '>' },
      { COUNT: this.#room, BLOCK: Math.min(5_000, this.#host.redeliverAfterMs / 2) },
    )
    return entriesOf(found)
  }

  #take(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (this.#isWanted) this.#hand(entry)
      else this.#pending.giveBack(entry).catch(this.#host.failed)
    }
  }

  #hand(entry: Entry): void {
    this.#unsettled.set(entry.id, entry)
    const settle = async (tell: () => Promise<void>): Promise<void> => {
      if (this.#unsettled.get(entry.id) !== entry) throw gone()
      // What Redis does not hear of is not kept any more, and so it is delivered again.
      this.#unsettled.delete(entry.id)
      this.#wake()
      await tell().catch((error: unknown) => {
        this.#mayHaveLost = true
        void this.#unblock()
        throw this.#host.explain(error)
      })
    }
    this.#receive({
      message: wireMessageOf(entry.message),
      acknowledge: () => settle(() => this.#pending.remove(entry.id)),
      requeue: () => settle(() => this.#pending.giveBack(entry)),
    })
  }
}

function gone(): BrokerUnavailableError {
  return new BrokerUnavailableError(
    'redis',
    'The connection that a message came on is closed; it is delivered again.',
  )
}
