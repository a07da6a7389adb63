import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { BrokerUnavailableError } from '../../messaging/errors.js'
import type { Listener, ListenOptions, Received } from '../../messaging/transport.js'
import { wireMessageOf } from './nats-message.js'
import { Puller } from './puller.js'
import type { Source } from './topology.js'

export interface NatsListenerHost {
  readonly connection: NatsConnection
  readonly sources: readonly Source[]
  readonly redeliverAfterMs: number
  readonly isConnected: () => boolean
  readonly provide: () => Promise<void>
  /** It is tried again. */
  readonly failed: (error: unknown) => void
}

/**
 * Takes the messages of a queue's stream and of the exchanges that it asks. A message that it holds stays its own when the
 * connection breaks: it is kept by telling the server, in time and again, that there is somebody who works on it.
 */
export class NatsListener implements Listener {
  readonly #host: NatsListenerHost
  readonly #prefetch: number
  readonly #receive: (received: Received) => void
  readonly #pullers: readonly Puller[]
  readonly #unsettled = new Map<Msg, Puller>()
  /** Each source has its own room, so that one without messages does not take it from the others; what is too much waits. */
  readonly #waiting = new Map<Msg, Puller>()
  readonly #working: NodeJS.Timeout
  #isClosed = false

  constructor(
    host: NatsListenerHost,
    { prefetch }: ListenOptions,
    receive: (received: Received) => void,
  ) {
    this.#host = host
    this.#prefetch = prefetch
    this.#receive = receive
    this.#pullers = host.sources.map(
      (source) =>
        new Puller(source, {
          connection: host.connection,
          prefetch,
          take: (message, puller) => this.#take(message, puller),
          missing: () => host.provide().catch(host.failed),
        }),
    )
    this.#working = setInterval(() => {
      for (const message of [...this.#unsettled.keys(), ...this.#waiting.keys()]) {
        message.respond('+WPI')
      }
    }, host.redeliverAfterMs / 3).unref()
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
  async resume(): Promise<void> {
    if (this.#isClosed) return
    this.#pullers.filter((each) => !each.isPulling).forEach((each) => each.start())
  }

  async pause(): Promise<void> {
    await Promise.all(this.#pullers.map((each) => each.stop()))
    this.#giveBack(this.#waiting)
  }

  stop(): Promise<void> {
    return this.pause()
  }

  /** What was asked for went with the connection. */
  reconnected(): void {
    this.#pullers.filter((each) => each.isPulling).forEach((each) => each.start())
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#working)
    await this.pause()
    this.#giveBack(this.#unsettled)
  }

  #giveBack(messages: Map<Msg, Puller>): void {
    for (const [message, puller] of messages) {
      message.respond('-NAK')
      puller.settled()
    }
    messages.clear()
  }

  #take(message: Msg, puller: Puller): void {
    if (this.#unsettled.size >= this.#prefetch) this.#waiting.set(message, puller)
    else this.#hand(message, puller)
  }

  #hand(message: Msg, puller: Puller): void {
    this.#unsettled.set(message, puller)
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
    const settle = async (answer: string): Promise<void> => {
      // What NATS does not hear of is not kept any more, and so it is delivered again.
      if (!this.#unsettled.delete(message)) throw gone()
      const isHeard = this.#host.isConnected()
      if (isHeard) message.respond(answer)
      puller.settled()
      this.#handNext()
      if (!isHeard) throw gone()
    }
    this.#receive({
      message: wireMessageOf(message),
      acknowledge: () => settle('+ACK'),
      requeue: () => settle('-NAK'),
    })
  }

  #handNext(): void {
    for (const [message, puller] of this.#waiting) {
      this.#waiting.delete(message)
      return this.#hand(message, puller)
    }
  }
}

function gone(): BrokerUnavailableError {
  return new BrokerUnavailableError(
    'nats',
    'The connection that a message came on has gone; it is delivered again.',
  )
}
