import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream'
import type { NatsConnection as Client } from '@nats-io/transport-node'
import type {
  BrokerConnection,
  Listener,
  ListenOptions,
  Received,
  Sender,
  TransportHost,
} from '../../messaging/transport.js'
import { parseAddress, parseQueueAddress } from '../address.js'
import { connect, placeOf } from './connect.js'
import { explain, isRefusal, unreachable } from './nats-errors.js'
import { NatsListener } from './nats-listener.js'
import { NatsSender } from './nats-sender.js'
import type { NatsOptions } from './nats.js'
import { redeliverAfterMs, sourcesOf, Topology } from './topology.js'

const lost = 'the connection is lost'

export class NatsConnection implements BrokerConnection {
  readonly #options: NatsOptions
  readonly #host: TransportHost
  readonly #client: Client
  readonly #topology: Topology
  readonly #listeners: NatsListener[] = []
  /** What waits for an answer. */
  readonly #asking = new Set<(lost: Error) => void>()
  #isConnected = true
  #closing: Promise<void> | undefined

  private constructor(
    options: NatsOptions,
    host: TransportHost,
    client: Client,
    manager: JetStreamManager,
  ) {
    this.#options = options
    this.#host = host
    this.#client = client
    this.#topology = new Topology(manager, options)
    void this.#watch()
  }

  static async open(options: NatsOptions, host: TransportHost): Promise<NatsConnection> {
    const client = await connect(options)
    try {
      const manager = await jetstreamManager(client)
      return new NatsConnection(options, host, client, manager)
    } catch (error) {
      await client.close()
      throw unreachable(error, placeOf(options))
    }
  }

  async openSender(address: string): Promise<Sender> {
    const parsed = parseAddress(address)
    const sender = new NatsSender(this.#client, parsed, {
      provide: () => this.#unlessLost(() => this.#topology.provideStream(parsed)),
      unlessLost: (ask) => this.#unlessLost(ask),
      explain: (error) => this.#explain(error, `a message to ${address}`),
    })
    await sender.open()
    return sender
  }

  async openListener(
    address: string,
    options: ListenOptions,
    receive: (received: Received) => void,
  ): Promise<Listener> {
    const queue = parseQueueAddress(address)
    const failed = (error: unknown): void =>
      this.#host.logger.warn(`Listening to ${address} at NATS failed; it is tried again.`, {
        error,
      })
    const provide = (): Promise<void> =>
      this.#unlessLost(() => this.#topology.provideSources(queue))
    await provide().catch((error: unknown) => {
      if (isRefusal(error)) throw this.#explain(error, `to be listened to at ${address}`)
      failed(error)
    })
    const listener = new NatsListener(
      {
        connection: this.#client,
        sources: sourcesOf(queue),
        redeliverAfterMs: redeliverAfterMs(this.#options),
        isConnected: () => this.#isConnected,
        provide,
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
    // Waits for what was written; not for a server that does not answer any more.
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, 2_000)))
    await Promise.race([this.#client.flush().catch(() => {}), late])
    clearTimeout(timer)
    await this.#client.close()
  }

  async #watch(): Promise<void> {
    const { logger } = this.#host
    for await (const status of this.#client.status()) {
      if (status.type === 'disconnect') {
        logger.warn('The connection to NATS is lost; it is made again.', { server: status.server })
        this.#isConnected = false
        this.#asking.forEach((reject) => reject(new Error(lost)))
      } else if (status.type === 'reconnect') {
        logger.info('The connection to NATS is back.')
        this.#isConnected = true
        this.#listeners.forEach((each) => each.reconnected())
      } else if (status.type === 'error') {
        logger.warn('NATS reports an error.', { error: status.error })
      }
    }
  }

  /** The client drops what is written while it is not connected, and would wait for answers that went with a connection. */
  async #unlessLost<T>(ask: () => Promise<T>): Promise<T> {
    if (!this.#isConnected) throw new Error(lost)
    return new Promise((resolve, reject) => {
      this.#asking.add(reject)
      void ask()
        .then(resolve, reject)
        .finally(() => this.#asking.delete(reject))
    })
  }

  #explain(error: unknown, doing: string): Error {
    return explain(error, doing, placeOf(this.#options))
  }
}
