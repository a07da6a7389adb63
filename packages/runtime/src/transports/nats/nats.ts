import type { NodeConnectionOptions } from '@nats-io/transport-node'
import type { Duration } from '../../core/duration.js'
import {
  BrokerTransport,
  type BrokerConnection,
  type BrokerConventions,
  type Transport,
  type TransportHost,
} from '../../messaging/transport.js'
import { namedConventions } from '../conventions.js'
import { NatsConnection } from './nats-connection.js'

export interface NatsOptions {
  /** `nats://user:password@host:4222`, of one server or of several of a cluster. */
  readonly servers: string | readonly string[]
  /** Whatever else the client takes: credentials, TLS. */
  readonly connection?: Omit<NodeConnectionOptions, 'servers'>
  /**
   * Makes the streams and consumers that addresses name and that are not there. `false`: somebody else makes them.
   * Default: `true`.
   */
  readonly provision?: boolean
  /** On how many servers of a cluster a stream is kept that is made. Default: 1. */
  readonly replicas?: number
  /**
   * When a listener dies without a word, what it had is delivered to another after this time. One that lives keeps a message
   * for as long as it takes. Default: 30 seconds.
   */
  readonly redeliverAfter?: Duration
  /**
   * Messages that no route names go to an exchange of their name, and those that are handled here come from a queue of
   * their name and this application's. Default: they stay in the application.
   */
  readonly conventions?: { readonly application: string }
  /** How long to try to reach a server when the application starts. Default: 5 seconds. */
  readonly patience?: Duration
}

/** NATS JetStream, over the packages `@nats-io/transport-node` and `@nats-io/jetstream`. See docs/transports.md. */
export function nats(options: NatsOptions): Transport {
  return new NatsTransport(options)
}

export class NatsTransport extends BrokerTransport {
  readonly name = 'nats'
  readonly #options: NatsOptions
  declare readonly conventions?: BrokerConventions

  constructor(options: NatsOptions) {
    super()
    this.#options = options
    if (options.conventions !== undefined) {
      this.conventions = namedConventions(options.conventions.application)
    }
  }

  connect(host: TransportHost): Promise<BrokerConnection> {
    return NatsConnection.open(this.#options, host)
  }
}
