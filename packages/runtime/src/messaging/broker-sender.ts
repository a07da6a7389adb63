import type { Logger } from '../core/logger.js'
import type { Clock } from '../core/clock.js'
import { Backoff, untilDone } from './backoff.js'
import type { Background } from './background.js'
import type { DeadLetters } from './dead-letters.js'
import { Deque } from './deque.js'
import type { Destination } from './destination.js'
import type { SentEnvelope } from './envelope.js'
import { BrokerRefusedError, BrokerUnavailableError, ExpiredMessageError } from './errors.js'
import type { Leaving, MessageStore } from './message-store.js'
import type { Processing } from './messaging-definition.js'
import { keepForLater, storeForLater } from './keep-for-later.js'
import { Overflow } from './overflow.js'
import { SenderOnDemand } from './sender-on-demand.js'
import type { Sender } from './transport.js'

export interface SenderHost {
  readonly logger: Logger
  readonly clock: Clock
  readonly store: MessageStore
  readonly background: Background
  readonly deadLetters: DeadLetters
  /** Aborted when the application ends and does not wait any longer. */
  readonly ended: AbortSignal
}

export interface SenderOptions {
  readonly name: string
  readonly replyTo: string | undefined
  readonly mode: Processing['mode']
  /** Opened when the first message is sent. */
  readonly open: () => Promise<Sender>
}

interface Item {
  readonly envelope: SentEnvelope
  /** Whether it has a row in the outbox. */
  readonly isKept: boolean
  /** The order in which they came. */
  readonly number: number
}

/** How many may be on their way: enough that brokers confirm them in groups, and few enough to be sent again in order. */
const mostUnderway = 200
/** How many are in memory before rows are left to wait in the database: a few megabytes, as bodies mostly are. */
const mostWaiting = 5000

/**
 * Sends to one address of a broker. *Inline*: whoever sends waits until the broker has it. *Buffered*: it waits here for its
 * turn, and is sent until the broker has it. *Durable*: the same, with a row in the outbox that goes when the broker has it.
 * What memory has no room for waits in the outbox, whatever the mode.
 *
 * While the broker is away nothing is sent; then everything is, in the order in which it came.
 */
export class BrokerSender implements Destination {
  readonly name: string
  readonly replyTo: string | undefined
  readonly #host: SenderHost
  readonly #mode: Processing['mode']
  readonly overflow = new Overflow({
    isFull: () => this.room === 0,
    order: 'kept',
    isBehind: false,
    ask: () => {
      // Otherwise when the last of them is sent.
      if (this.room === mostWaiting) this.#host.store.hasRoom(this.name)
    },
  })
  readonly #backoff = new Backoff()
  readonly #waiting = new Deque<Item>()
  readonly #sender: SenderOnDemand
  readonly #underway = new Set<Item>()
  #numbers = 0
  #usedAt = performance.now()
  #failed: Item[] = []
  #resting: NodeJS.Timeout | undefined
  #isStopped = false
  #whenIdle: (() => void)[] = []

  constructor({ name, replyTo, mode, open }: SenderOptions, host: SenderHost) {
    this.name = name
    this.replyTo = replyTo
    this.#mode = mode
    this.#sender = new SenderOnDemand(open)
    this.#host = host
  }

  leaving(envelope: SentEnvelope, waits: boolean): Leaving | undefined {
    this.#usedAt = performance.now()
    if (waits) return { kept: 'outbox', envelope, waits }
    if (this.#mode !== 'inline' && this.overflow.takes()) {
      return { kept: 'outbox', envelope, waits: true }
    }
    return this.#mode === 'durable' ? { kept: 'outbox', envelope } : undefined
  }

  settled(): void {
    this.overflow.settled()
  }

  /** How long nobody has sent with it; 0 while something waits here. */
  get idleForMs(): number {
    if (this.room < mostWaiting || this.overflow.isBehind) return 0
    return performance.now() - this.#usedAt
  }

  /** Closes what is open at the broker, until it sends again. */
  rest(): Promise<void> {
    return this.#sender.close()
  }

  /** How many more there is room for. */
  get room(): number {
    return Math.max(mostWaiting - this.#waiting.length - this.#underway.size, 0)
  }

  release(envelope: SentEnvelope): Promise<void> | undefined {
    if (this.#mode === 'inline') return this.#sender.send(envelope)
    this.#enter(envelope, this.#mode === 'durable')
    return undefined
  }

  resend(envelope: SentEnvelope): void {
    if (this.room > 0) this.#enter(envelope, false)
    else this.#host.background.add(this.#overflow(envelope))
  }

  async #overflow(envelope: SentEnvelope): Promise<void> {
    try {
      await storeForLater([envelope], this.#host.store)
    } catch {
      // Neither broker nor database: memory is all there is.
      this.#enter(envelope, false)
    }
  }

  /** A row of the outbox that had to wait. */
  recover(envelope: SentEnvelope): void {
    this.#enter(envelope, true)
  }

  #enter(envelope: SentEnvelope, isKept: boolean): void {
    if (this.#isStopped) {
      // Its row, if it has one, is given back.
      if (!isKept) this.#host.background.add(keepForLater([envelope], this.#host))
      return
    }
    this.#waiting.push({ envelope, isKept, number: this.#numbers++ })
    this.#pump()
  }

  #pump(): void {
    while (this.#underway.size < mostUnderway && this.#resting === undefined && !this.#isStopped) {
      const item = this.#waiting.shift()
      if (item === undefined) break
      this.#underway.add(item)
      void this.#send(item)
    }
    if (this.#underway.size > 0 || this.#waiting.length > 0) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  async #send(item: Item): Promise<void> {
    const { envelope, isKept } = item
    try {
      if (envelope.deliverBy !== undefined && envelope.deliverBy < this.#host.clock.now()) {
        const error = new ExpiredMessageError(
          `It was to be sent by ${envelope.deliverBy.toISOString()}.`,
        )
        await this.#giveUp(item, 'expired', error)
      } else {
        await this.#sender.send(envelope)
        if (isKept) this.#host.background.add(this.#host.store.confirmSent([envelope]))
      }
      this.#backoff.reset()
      this.#sent(item)
    } catch (error) {
      await this.#notSent(item, error)
    }
  }

  #sent(item: Item): void {
    this.#underway.delete(item)
    if (this.#failed.length > 0) this.#rest()
    else this.#pump()
    if (this.room === mostWaiting) this.#host.store.hasRoom(this.name)
  }

  async #notSent(item: Item, error: unknown): Promise<void> {
    // It was kept when it ended.
    if (this.#isStopped) return
    if (!(error instanceof BrokerUnavailableError)) {
      // Whatever else it is, it would be the same the next time, and what is behind it would wait for ever.
      const isRefused = error instanceof BrokerRefusedError
      await this.#giveUp(item, isRefused ? 'refused' : 'unsendable', error)
      this.#sent(item)
      return
    }
    const { id, messageName } = item.envelope
    this.#host.logger.warn('a message is not sent yet', {
      messageName,
      id,
      destination: this.name,
      error,
    })
    this.#underway.delete(item)
    this.#failed.push(item)
    this.#rest()
  }

  #giveUp({ envelope, isKept }: Item, reason: string, error: unknown): Promise<void> {
    const from = isKept ? 'outbox' : 'memory'
    const { deadLetters, ended } = this.#host
    const add = (): Promise<void> => deadLetters.add(envelope, from, undefined, { reason, error })
    return untilDone(new Backoff(), add, ended)
  }

  /** When the last of those that were underway has failed, they are the first again. */
  #rest(): void {
    if (this.#underway.size > 0) {
      // Nothing new is begun meanwhile.
      this.#resting ??= setTimeout(() => {}, 0)
      return
    }
    const failed = this.#failed.sort((a, b) => b.number - a.number)
    this.#failed = []
    for (const item of failed) this.#waiting.unshift(item)
    clearTimeout(this.#resting)
    this.#resting = setTimeout(() => {
      this.#resting = undefined
      this.#pump()
    }, this.#backoff.next())
  }

  /** Sends what there is until the signal says stop. What has no row by then gets one. */
  async stop(signal: AbortSignal): Promise<void> {
    await this.#idle(signal)
    this.#isStopped = true
    clearTimeout(this.#resting)
    // What is underway may arrive all the same; twice is better than not at all.
    const left = [...this.#underway, ...this.#failed, ...this.#waiting.take()]
    const loose = left.filter((each) => !each.isKept)
    await keepForLater(
      loose.map((each) => each.envelope),
      this.#host,
    )
    await this.#sender.close().catch((error: unknown) => {
      this.#host.logger.debug('a sender could not be closed', { destination: this.name, error })
    })
  }

  #idle(signal: AbortSignal): Promise<void> {
    if (signal.aborted || (this.#underway.size === 0 && this.#waiting.length === 0)) {
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      this.#whenIdle.push(resolve)
      signal.addEventListener('abort', () => {
        resolve()
      })
    })
  }
}
