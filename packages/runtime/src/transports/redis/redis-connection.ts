import { millisecondsOf } from '../../core/duration.js'
import type {
  BrokerConnection,
  Listener,
  ListenOptions,
  Received,
  Sender,
  TransportHost,
} from '../../messaging/transport.js'
import { parseAddress, parseQueueAddress } from '../address.js'
import { connect, type RedisClient } from './connect.js'
import { explain, isRefusal } from './redis-errors.js'
import { RedisListener } from './redis-listener.js'
import { RedisSender } from './redis-sender.js'
import type { RedisOptions } from './redis.js'
import { Topology } from './topology.js'

/** One connection for what is sent and settled; each listener has another, which waits. */
export class RedisConnection implements BrokerConnection {
  readonly #options: RedisOptions
  readonly #host: TransportHost
  readonly #client: RedisClient
  readonly #listeners: RedisListener[] = []
  #closing: Promise<void> | undefined

  private constructor(options: RedisOptions, host: TransportHost, client: RedisClient) {
    this.#options = options
    this.#host = host
    this.#client = client
    client.on('error', (error: unknown) => {
      host.logger.warn('The connection to Redis is lost; it is made again.', { error })
    })
    client.on('ready', () => host.logger.info('The connection to Redis is back.'))
  }

  static async open(options: RedisOptions, host: TransportHost): Promise<RedisConnection> {
    return new RedisConnection(options, host, await connect(options))
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
  async openSender(address: string): Promise<Sender> {
    return new RedisSender(this.#client, parseAddress(address), (error) =>
      this.#explain(error, `a message to ${address}`),
    )
  }

  async openListener(
    address: string,
    options: ListenOptions,
    receive: (received: Received) => void,
  ): Promise<Listener> {
    const queue = parseQueueAddress(address)
    const failed = (error: unknown): void =>
      this.#host.logger.warn(`Listening to ${address} at Redis failed; it is tried again.`, {
        error,
      })
    const provide = (): Promise<void> => new Topology(this.#client).provide(queue)
    await provide().catch((error: unknown) => {
      if (isRefusal(error)) throw this.#explain(error, `to be listened to at ${address}`)
      failed(error)
    })
    const { url, redeliverAfter = { seconds: 30 } } = this.#options
    const listener = new RedisListener(
      {
        client: this.#client,
        url,
        queue: queue.name,
        redeliverAfterMs: millisecondsOf(redeliverAfter, 'redeliverAfter'),
        provide,
        explain: (error) => this.#explain(error, `what became of a message of ${address}`),
        failed,
      },
      options,
      receive,
    )
    this.#listeners.push(listener)
    await listener.resume()
    return listener
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    await Promise.all(this.#listeners.map((each) => each.close()))
    if (this.#client.isReady) await this.#client.close()
    else this.#client.destroy()
  }

  #explain(error: unknown, doing: string): Error {
    return explain(error, doing, this.#options.url)
  }
}
