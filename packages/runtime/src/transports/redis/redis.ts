import type { Duration } from '../../core/duration.js'
import {
  BrokerTransport,
  type BrokerConnection,
  type BrokerConventions,
  type Transport,
  type TransportHost,
} from '../../messaging/transport.js'
import { namedConventions } from '../conventions.js'
import { RedisConnection } from './redis-connection.js'

export interface RedisOptions {
  /** `redis://user:password@host:6379/0`, or `rediss:` */
  readonly url: string
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
  /** How long to try to reach the server when the application starts. Default: 5 seconds. */
  readonly patience?: Duration
}

/** Streams of Redis, over the package `redis`. See docs/transports.md. */
export function redis(options: RedisOptions): Transport {
  return new RedisTransport(options)
}

export class RedisTransport extends BrokerTransport {
  readonly name = 'redis'
  readonly #options: RedisOptions
  declare readonly conventions?: BrokerConventions

  constructor(options: RedisOptions) {
    super()
    this.#options = options
    if (options.conventions !== undefined) {
      this.conventions = namedConventions(options.conventions.application)
    }
  }

  connect(host: TransportHost): Promise<BrokerConnection> {
    return RedisConnection.open(this.#options, host)
  }
}
