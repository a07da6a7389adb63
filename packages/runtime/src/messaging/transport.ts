import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'

/** A connection to a broker, made by a function of its own entry: `rabbitMq({ url })` of `@critter/runtime/rabbitmq`. */
export interface Transport {
  readonly name: string
}

/** What the runtime asks of a transport. One compliance suite holds for every one: test/runtime/transports. */
export abstract class BrokerTransport implements Transport {
  abstract readonly name: string
  /** Where messages go and come from that no route names. Absent: nowhere. */
  readonly conventions?: BrokerConventions
  /**
   * Called once, when the application starts.
   *
   * @throws {BrokerUnavailableError} when the broker cannot be reached within the transport's own patience.
   */
  abstract connect(host: TransportHost): Promise<BrokerConnection>
}

export interface BrokerConventions {
  /** The address that messages of this name are sent to. */
  addressToSend(messageName: string): string
  /** The address where messages of this name are received by this application, for which it has a handler. */
  addressToListen(messageName: string): string
}

export interface TransportHost {
  readonly logger: Logger
  readonly clock: Clock
}

/**
 * Reconnects by itself: what is lost on the way rejects, what listens goes on listening. Opening waits for no broker that is
 * away, and rejects where the address is wrong or the broker says no.
 */
export interface BrokerConnection {
  openSender(address: string): Promise<Sender>
  /** Those of one address share its messages. `receive` must not throw, and may be called before this resolves. */
  openListener(
    address: string,
    options: ListenOptions,
    receive: (received: Received) => void,
  ): Promise<Listener>
  /** Senders and listeners of it are closed already. What is unsettled goes back to the broker. */
  close(): Promise<void>
}

export interface Sender {
  /**
   * Resolves when the broker has it, confirmed. Sending again what it had is a duplicate that receivers drop by its id.
   * Calls do not wait for each other, and what is sent first arrives first.
   *
   * @throws {BrokerUnavailableError} when the broker is not known to have it.
   * @throws {BrokerRefusedError} when it does not take it, and will not until somebody changes something.
   */
  send(message: RoutedMessage): Promise<void>
  close(): Promise<void>
}

export interface ListenOptions {
  /** How many messages may be unsettled at once. */
  readonly prefetch: number
}

export interface Listener {
  /** Takes no more messages. What was received stays unsettled until somebody settles it. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** As `pause`, for good. What is unsettled then can still be settled until the connection is closed. */
  stop(): Promise<void>
}

/** A message as it travels: arrives as it was sent, whatever the transport. */
export interface WireMessage {
  /** Of the envelope. */
  readonly id: string
  /** JSON text. */
  readonly body: string
  /** Everything else of the envelope, text by name. */
  readonly headers: Readonly<Record<string, string>>
}

/** A message on its way out, with what a broker may route and order it by; what receivers need of that is a header as well. */
export interface RoutedMessage extends WireMessage {
  /** Which of the queues behind an exchange get it. */
  readonly topic: string | undefined
  /** Messages of one group stay in order where the broker can do that. */
  readonly group: string | undefined
}

/**
 * A message that the broker waits for an answer about: one of these. They reject with a `BrokerUnavailableError` when the
 * connection that it came on has gone, which is no harm: it is delivered again.
 */
export interface Received {
  readonly message: WireMessage
  /** It is done with. */
  acknowledge(): Promise<void>
  /** It is to be delivered again as it is, at once, to whoever listens. */
  requeue(): Promise<void>
  /** To the broker's own dead letters. Absent: it has none, and ours take it. */
  readonly deadLetter?: (reason: string) => Promise<void>
}
