import type { Duration } from '../../core/duration.js'
import { InvalidAddressError } from '../../messaging/errors.js'
import {
  BrokerTransport,
  type BrokerConnection,
  type BrokerConventions,
  type Transport,
  type TransportHost,
} from '../../messaging/transport.js'
import { namedConventions } from '../conventions.js'
import { RabbitConnection } from './rabbit-connection.js'

export interface RabbitMqOptions {
  /** `amqp://user:password@host:5672/vhost`, or `amqps:` */
  readonly url: string
  /**
   * Makes the queues, exchanges and bindings that addresses name and that are not there; what is there is used as it is.
   * `false`: somebody else makes them. Default: `true`.
   */
  readonly provision?: boolean
  /** The type of queues that are made. Default: what the virtual host says. */
  readonly queueType?: 'classic' | 'quorum'
  /**
   * Messages that no route names go to an exchange of their name, and those that are handled here come from a queue of
   * their name and this application's. Default: they stay in the application.
   */
  readonly conventions?: { readonly application: string }
  /** How long to try to reach the broker when the application starts. Default: 5 seconds. */
  readonly patience?: Duration
}

/** RabbitMQ, over the package `rabbitmq-client`. See docs/transports.md. */
export function rabbitMq(options: RabbitMqOptions): Transport {
  return new RabbitMqTransport(options)
}

export class RabbitMqTransport extends BrokerTransport {
  readonly name = 'rabbitmq'
  readonly #options: RabbitMqOptions
  declare readonly conventions?: BrokerConventions

  constructor(options: RabbitMqOptions) {
    super()
    if (!/^amqps?:\/\//.test(options.url)) {
      throw new InvalidAddressError(
        'rabbitMq() expects a url like "amqp://user:password@host:5672/vhost".',
      )
    }
    this.#options = options
    if (options.conventions !== undefined) {
      this.conventions = namedConventions(options.conventions.application)
    }
  }

  connect(host: TransportHost): Promise<BrokerConnection> {
    return RabbitConnection.open(this.#options, host)
  }
}
