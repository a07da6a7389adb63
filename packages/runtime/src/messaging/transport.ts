import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'

/** A connection to a broker, made by a function of its own entry: `rabbitMq({ url })` of `@critter/runtime/rabbitmq`. */
export interface Transport {
  readonly name: string
}

/** What the runtime asks of a transport. One compliance suite holds for every one: test/runtime/transports. */
export abstract class BrokerTransport implements Transport {
  abstract readonly name: string
  /** Called once, when the application starts. Rejects when the broker cannot be reached within the transport's own patience. */
  abstract connect(host: TransportHost): Promise<BrokerConnection>
}

export interface TransportHost {
  readonly logger: Logger
  readonly clock: Clock
}

/** Reconnects by itself: what is lost on the way rejects, what listens goes on listening. */
export interface BrokerConnection {
  openSender(address: string): Promise<Sender>
  openListener(
    address: string,
    options: ListenOptions,
    receive: (received: Received) => void,
  ): Promise<Listener>
  /** Senders and listeners of it are closed already. */
  close(): Promise<void>
}

export interface Sender {
  /**
   * Resolves when the broker has all of them, confirmed; rejects when it is not known to have one of them.
   * Sending again what it had is a duplicate that receivers drop by its id.
   */
  send(messages: readonly WireMessage[]): Promise<void>
  close(): Promise<void>
}

export interface ListenOptions {
  /** How many messages may be unacknowledged at once. */
  readonly prefetch: number
}

export interface Listener {
  /** Takes no more messages. What was received stays unacknowledged until somebody settles it. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** As `pause`, for good. What is unacknowledged then can still be settled until the connection is closed. */
  stop(): Promise<void>
}

/** A message as it travels. */
export interface WireMessage {
  /** Of the envelope: brokers that drop duplicates do it by this. */
  readonly id: string
  /** JSON text. */
  readonly body: string
  /** Everything else of the envelope, text by name. */
  readonly headers: Readonly<Record<string, string>>
  /** Where the address is a topic exchange or a subject. */
  readonly topic: string | undefined
  /** Messages of one group stay in order where the broker can do that. */
  readonly group: string | undefined
}

/** A message that the broker waits for an answer about. */
export interface Received {
  readonly message: WireMessage
  /** It is done with. */
  acknowledge(): Promise<void>
  /** It is to be delivered again. */
  requeue(): Promise<void>
  /** To the broker's own dead letters. Absent: it has none, and ours take it. */
  readonly deadLetter?: (reason: string) => Promise<void>
}
