import {
  createInbox,
  nanos,
  type Msg,
  type NatsConnection,
  type Subscription,
} from '@nats-io/transport-node'
import { matchesTopic } from '../address.js'
import { topicOf } from './names.js'
import type { Source } from './topology.js'

const expiresMs = 30_000

export interface PullerHost {
  readonly connection: NatsConnection
  readonly prefetch: number
  readonly take: (message: Msg, puller: Puller) => void
  /** The server does not know the consumer, or is starting: it is made again. */
  readonly missing: () => Promise<void>
}

/**
 * Asks a consumer for as many messages as there is room for, and asks again when there is more room or the server gives up
 * waiting. What was asked for is asked of an inbox: to ask for nothing any more is to leave that.
 */
export class Puller {
  readonly #source: Source
  readonly #host: PullerHost
  #subscription: Subscription | undefined
  #asked = 0
  #unsettled = 0
  #timer: NodeJS.Timeout | undefined

  constructor(source: Source, host: PullerHost) {
    this.#source = source
    this.#host = host
  }

  get isPulling(): boolean {
    return this.#subscription !== undefined
  }

  start(): void {
    this.#subscription?.unsubscribe()
    this.#asked = 0
    const subscription = this.#host.connection.subscribe(createInbox(), {
      callback: (error, message) => {
        // It can only be that this connection may not subscribe.
        if (error !== null) return
        this.#receive(message, subscription)
      },
    })
    this.#subscription = subscription
    this.#pull()
  }

  /** Resolves when nothing more can arrive. */
  async stop(): Promise<void> {
    const subscription = this.#subscription
    this.#subscription = undefined
    clearTimeout(this.#timer)
    if (subscription === undefined) return
    // A server that is away cannot say that it has understood; then the subscription is gone with the connection.
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, 1_000)))
    await Promise.race([subscription.drain().catch(() => {}), late])
    clearTimeout(timer)
    if (!subscription.isClosed()) subscription.unsubscribe()
    await this.#forgetRequests()
  }

  /**
   * NATS looks for requests that nobody waits for when it is asked about a consumer, or else when it delivers to one: and
   * then what was given back is delivered twice (2.9.10).
   */
  async #forgetRequests(): Promise<void> {
    const { stream, consumer } = this.#source
    const subject = `$JS.API.CONSUMER.INFO.${stream}.${consumer}`
    await this.#host.connection.request(subject, '', { timeout: 1_000 }).catch(() => {})
  }

  settled(): void {
    this.#unsettled--
    this.#pull()
  }

  #pull(): void {
    const room = this.#host.prefetch - this.#asked - this.#unsettled
    if (!this.isPulling || room <= 0) return
    // Half at a time: not a request for each message that is settled.
    if (this.#asked > 0 && room < this.#host.prefetch / 2) return
    this.#asked += room
    this.#host.connection.publish(
      `$JS.API.CONSUMER.MSG.NEXT.${this.#source.stream}.${this.#source.consumer}`,
      JSON.stringify({ batch: room, expires: nanos(expiresMs) }),
      { reply: this.#subscription!.getSubject() },
    )
    this.#restartAfter(expiresMs + 5_000)
  }

  /** The server answers every request when it expires, at the latest: silence means that it was lost. */
  #restartAfter(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.isPulling && this.start(), ms)
  }

  #receive(message: Msg, subscription: Subscription): void {
    const status = message.headers?.code ?? 0
    if (status === 0) return this.#take(message, subscription)
    if (subscription !== this.#subscription || status === 100) return
    const left = Number(message.headers!.get('Nats-Pending-Messages'))
    this.#asked = Math.max(0, this.#asked - left)
    // 404: no messages; 408: nobody waits that long.
    if (status === 404 || status === 408) this.#pull()
    else void this.#host.missing().finally(() => this.isPulling && this.#restartAfter(500))
  }

  #take(message: Msg, subscription: Subscription): void {
    if (subscription !== this.#subscription) return void message.respond('-NAK')
    this.#asked = Math.max(0, this.#asked - 1)
    if (this.#isAskedFor(message)) {
      this.#unsettled++
      this.#host.take(message, this)
    } else {
      message.respond('+ACK')
      this.#pull()
    }
  }

  /** The filter of the consumer is sometimes wider. */
  #isAskedFor({ subject }: Msg): boolean {
    const { exchange } = this.#source
    if (exchange === undefined) return true
    const topic = topicOf(exchange.name, subject)
    return exchange.topics.some((pattern) => matchesTopic(pattern, topic))
  }
}
