import type { AsyncMessage, Channel, Connection } from 'rabbitmq-client'
import { BrokerUnavailableError } from '../../messaging/errors.js'
import type { Listener, ListenOptions, Received } from '../../messaging/transport.js'
import { isRefusal } from './rabbit-errors.js'
import { wireMessageOf } from './rabbit-message.js'

export interface RabbitListenerHost {
  readonly connection: Connection
  readonly queue: string
  readonly provide: () => Promise<void>
  /** Confirmed, to the queue of dead letters. Absent: it has none. */
  readonly deadLetter: ((message: Received['message'], reason: string) => Promise<void>) | undefined
  /** It is tried again. */
  readonly failed: (error: unknown) => void
}

/**
 * Consumes a queue over a channel of its own, which stays open when consuming ends, because messages are settled where they
 * came. What is wanted and what is so are told apart: a loop makes them one, again whenever the channel breaks.
 */
export class RabbitListener implements Listener {
  readonly #host: RabbitListenerHost
  readonly #prefetch: number
  readonly #receive: (received: Received) => void
  readonly #unsettled = new Set<AsyncMessage>()
  /** Came while there was no room: after a pause, RabbitMQ counts from none. */
  readonly #waiting: AsyncMessage[] = []
  #isWanted = true
  #isClosed = false
  #channel: Channel | undefined
  #consumerTag: string | undefined
  #working: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined

  constructor(
    host: RabbitListenerHost,
    { prefetch }: ListenOptions,
    receive: (received: Received) => void,
  ) {
    this.#host = host
    this.#prefetch = prefetch
    this.#receive = receive
  }

  /** Rejects when the broker says no. While it is away, it is tried again. */
  async open(): Promise<void> {
    try {
      await this.#work()
    } catch (error) {
      if (isRefusal(error)) throw error
      this.#host.failed(error)
      this.#retryLater()
    }
  }

  async pause(): Promise<void> {
    this.#isWanted = false
    this.#giveBackWaiting()
    while (this.#consumerTag !== undefined) await this.#workOrRetry()
  }

  async resume(): Promise<void> {
    if (this.#isClosed) return
    this.#isWanted = true
    await this.#workOrRetry()
  }

  stop(): Promise<void> {
    return this.pause()
  }

  /** What is unsettled goes back to the queue. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#isWanted = false
    clearTimeout(this.#retry)
    await this.#channel?.close()
  }

  #workOrRetry(): Promise<void> {
    return this.#work().catch((error: unknown) => {
      if (this.#isClosed) return
      this.#host.failed(error)
      this.#retryLater()
    })
  }

  #retryLater(): void {
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.#workOrRetry(), 500)
  }

  get #isAsWanted(): boolean {
    return this.#isWanted === (this.#consumerTag !== undefined)
  }

  /** One at a time. */
  #work(): Promise<void> {
    return this.#isAsWanted ? Promise.resolve() : (this.#working ??= this.#becomeAsWanted())
  }

  async #becomeAsWanted(): Promise<void> {
    try {
      while (!this.#isAsWanted) {
        if (this.#isWanted) await this.#consume()
        else await this.#cancel()
      }
    } finally {
      this.#working = undefined
    }
  }

  async #consume(): Promise<void> {
    const channel = this.#channel ?? (await this.#openChannel())
    const { consumerTag } = await channel.basicConsume({ queue: this.#host.queue }, (delivery) =>
      this.#take(delivery, channel),
    )
    // It may have closed since, and then the next channel consumes.
    if (channel === this.#channel) this.#consumerTag = consumerTag
  }

  async #cancel(): Promise<void> {
    const consumerTag = this.#consumerTag
    this.#consumerTag = undefined
    // Where that fails, the channel closes, and the consumer with it.
    if (consumerTag !== undefined) await this.#channel?.basicCancel(consumerTag).catch(() => {})
  }

  async #openChannel(): Promise<Channel> {
    await this.#host.provide()
    const channel = await this.#host.connection.acquire({ emitErrorsFromChannel: true })
    channel.on('error', this.#host.failed)
    channel.once('close', () => this.#forget(channel))
    // The queue was deleted, or its node has gone.
    channel.on('basic.cancel', () => void channel.close())
    await channel.basicQos({ prefetchCount: this.#prefetch })
    this.#channel = channel
    return channel
  }

  #forget(channel: Channel): void {
    if (channel !== this.#channel) return
    this.#channel = undefined
    this.#consumerTag = undefined
    this.#unsettled.clear()
    this.#waiting.length = 0
    if (this.#isWanted) this.#retryLater()
  }

  #take(delivery: AsyncMessage, channel: Channel): void {
    // What a closing channel brings is delivered again.
    if (channel !== this.#channel || !channel.active) return
    if (!this.#isWanted) channel.basicNack({ deliveryTag: delivery.deliveryTag, requeue: true })
    else if (this.#unsettled.size >= this.#prefetch) this.#waiting.push(delivery)
    else this.#hand(delivery, channel)
  }

  #hand(delivery: AsyncMessage, channel: Channel): void {
    const { deliveryTag } = delivery
    const message = wireMessageOf(delivery)
    const { deadLetter } = this.#host
    this.#unsettled.add(delivery)
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
    const settle = async (tell: () => void): Promise<void> => {
      if (!channel.active) throw this.#gone()
      tell()
      this.#unsettled.delete(delivery)
      const next = this.#waiting.shift()
      if (next !== undefined) this.#hand(next, channel)
    }
    const acknowledge = (): Promise<void> => settle(() => channel.basicAck({ deliveryTag }))
    this.#receive({
      message,
      acknowledge,
      requeue: () => settle(() => channel.basicNack({ deliveryTag, requeue: true })),
      ...(deadLetter === undefined
        ? {}
        : {
            deadLetter: async (reason: string) => {
              await deadLetter(message, reason)
              await acknowledge()
            },
          }),
    })
  }

  #giveBackWaiting(): void {
    const waiting = this.#waiting.splice(0)
    if (this.#channel?.active !== true) return
    for (const { deliveryTag } of waiting) this.#channel.basicNack({ deliveryTag, requeue: true })
  }

  #gone(): BrokerUnavailableError {
    return new BrokerUnavailableError(
      'rabbitmq',
      `The connection that a message of the queue "${this.#host.queue}" came on has gone; it is delivered again.`,
    )
  }
}
