import type { Connection } from 'rabbitmq-client'
import type {
  BrokerConnection,
  Listener,
  ListenOptions,
  Received,
  Sender,
  TransportHost,
  WireMessage,
} from '../../messaging/transport.js'
import { parseAddress, parseQueueAddress, type QueueAddress } from '../address.js'
import { connect, disconnect } from './connect.js'
import { explain } from './rabbit-errors.js'
import { RabbitListener } from './rabbit-listener.js'
import type { RabbitMqOptions } from './rabbit-mq.js'
import { RabbitSender } from './rabbit-sender.js'
import { deadLetterQueueOf, Topology } from './topology.js'

/**
 * Two connections, as RabbitMQ asks for: when it is short of memory it reads no more from those that publish, and
 * acknowledgements, which would make room, must not wait behind. The second is opened by the first listener.
 */
export class RabbitConnection implements BrokerConnection {
  readonly #options: RabbitMqOptions
  readonly #host: TransportHost
  readonly #publishing: Connection
  readonly #senders = new Set<RabbitSender>()
  readonly #deadLetterSenders = new Map<string, RabbitSender>()
  readonly #listeners: RabbitListener[] = []
  #consuming: Promise<Connection> | undefined
  #closing: Promise<void> | undefined

  private constructor(options: RabbitMqOptions, host: TransportHost, publishing: Connection) {
    this.#options = options
    this.#host = host
    this.#publishing = publishing
  }

  static async open(options: RabbitMqOptions, host: TransportHost): Promise<RabbitConnection> {
    return new RabbitConnection(options, host, await connect(options, host, 'publishing'))
  }

  async openSender(address: string): Promise<Sender> {
    const sender = this.#senderTo(address)
    await sender.open()
    return sender
  }

  async openListener(
    address: string,
    options: ListenOptions,
    receive: (received: Received) => void,
  ): Promise<Listener> {
    const queue = parseQueueAddress(address)
    const connection = await this.#openConsuming()
    const listener = new RabbitListener(
      {
        connection,
        queue: queue.name,
        provide: () => new Topology(connection, this.#options).provide(queue),
        deadLetter: this.#deadLettersOf(queue),
        failed: (error) => {
          this.#host.logger.warn(`Listening to ${address} at RabbitMQ failed; it is tried again.`, {
            error,
          })
        },
      },
      options,
      receive,
    )
    try {
      await listener.open()
    } catch (error) {
      await listener.close()
      throw explain(error, `to be listened to at ${address}`, this.#options.url)
    }
    this.#listeners.push(listener)
    return listener
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    await Promise.all(this.#listeners.map((each) => each.close()))
    await Promise.all([...this.#senders].map((each) => each.close()))
    const consuming = await this.#consuming?.catch(() => undefined)
    await Promise.all([this.#publishing, ...(consuming ? [consuming] : [])].map(disconnect))
  }

  #openConsuming(): Promise<Connection> {
    this.#consuming ??= connect(this.#options, this.#host, 'consuming').catch((error: unknown) => {
      this.#consuming = undefined
      throw error
    })
    return this.#consuming
  }

  #senderTo(address: string): RabbitSender {
    const parsed = parseAddress(address)
    const sender: RabbitSender = new RabbitSender(this.#publishing, parsed, {
      provide: () => new Topology(this.#publishing, this.#options).provide(parsed),
      explain: (error) => explain(error, `a message to ${address}`, this.#options.url),
      closed: () => this.#senders.delete(sender),
    })
    this.#senders.add(sender)
    return sender
  }

  /** Where the queue is not made here, nobody knows whether it has any, and ours take them. */
  #deadLettersOf({
    name,
  }: QueueAddress): ((message: WireMessage, reason: string) => Promise<void>) | undefined {
    if (this.#options.provision === false) return undefined
    return async (message, reason) => {
      const queue = deadLetterQueueOf(name)
      const sender =
        this.#deadLetterSenders.get(queue) ?? this.#senderTo(`queue/${encodeURIComponent(queue)}`)
      this.#deadLetterSenders.set(queue, sender)
      const headers = { ...message.headers, 'dead-letter-reason': reason }
      await sender.send({ ...message, headers, topic: undefined, group: undefined })
    }
  }
}
