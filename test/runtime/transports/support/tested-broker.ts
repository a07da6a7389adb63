import type {
  BrokerTransport,
  WireMessage,
} from '../../../../packages/runtime/src/messaging/transport.js'

/** A broker as the compliance suite needs it: a real one, whose connections can be broken. */
export interface TestedBroker {
  /** Connects by a way that the functions below break. */
  readonly transport: BrokerTransport
  /** Connects by another way, which stays whole. */
  readonly direct?: BrokerTransport
  /** To a place where nobody listens. */
  readonly unreachable: { readonly transport: BrokerTransport; readonly at: string }
  /** Breaks every connection, without a word; new ones are taken. */
  cut(): Promise<void>
  /** Breaks every connection, and takes none until `comeBack`. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  /** What is among its dead letters for the queue. */
  deadLettersOf?(queue: string): Promise<readonly WireMessage[]>
  /** Leaves nothing of these behind. */
  remove(queues: readonly string[], exchanges: readonly string[]): Promise<void>
  close(): Promise<void>
}
