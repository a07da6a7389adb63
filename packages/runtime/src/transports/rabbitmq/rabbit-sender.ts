import { setImmediate } from 'node:timers/promises'
import type { Channel, Connection, Envelope } from 'rabbitmq-client'
import type { RoutedMessage, Sender } from '../../messaging/transport.js'
import type { Address } from '../address.js'
import { isRefusal } from './rabbit-errors.js'
import { propertiesOf } from './rabbit-message.js'

export interface RabbitSenderHost {
  readonly provide: () => Promise<void>
  readonly explain: (error: unknown) => Error
  readonly closed: () => void
}

/** Sends to one address over a channel of its own, which confirms. A broken one is replaced when the next message leaves. */
export class RabbitSender implements Sender {
  readonly #connection: Connection
  readonly #address: Address
  readonly #host: RabbitSenderHost
  readonly #returned = new Set<string>()
  #channel: Promise<Channel> | undefined

  constructor(connection: Connection, address: Address, host: RabbitSenderHost) {
    this.#connection = connection
    this.#address = address
    this.#host = host
  }

  async open(): Promise<void> {
    try {
      await (this.#channel ??= this.#openChannel())
    } catch (error) {
      // While the broker is away, the first message tries again.
      if (isRefusal(error)) throw this.#host.explain(error)
    }
  }

  async send(message: RoutedMessage): Promise<void> {
    try {
      // Those who wait for one channel go on in the order of their waiting, so messages keep theirs.
      const channel = await (this.#channel ??= this.#openChannel())
      await channel.basicPublish(this.#envelopeOf(message), Buffer.from(message.body))
      if (this.#address.kind === 'queue') await this.#wasRouted(message, channel)
    } catch (error) {
      throw this.#host.explain(error)
    }
  }

  async close(): Promise<void> {
    const channel = await this.#channel?.catch(() => undefined)
    await channel?.close()
    this.#host.closed()
  }

  #envelopeOf(message: RoutedMessage): Envelope {
    const { kind, name } = this.#address
    return kind === 'queue'
      ? { ...propertiesOf(message), routingKey: name, mandatory: true }
      : { ...propertiesOf(message), exchange: name, routingKey: message.topic ?? '' }
  }

  /** RabbitMQ confirms what it has no queue for, and returns it just before; the client tells that a little later. */
  async #wasRouted({ id }: RoutedMessage, channel: Channel): Promise<void> {
    await setImmediate()
    if (!this.#returned.delete(id)) return
    // The next message makes the queue again.
    await channel.close()
    throw Object.assign(new Error(`there is no queue "${this.#address.name}"`), {
      code: 'RETURNED',
    })
  }

  async #openChannel(): Promise<Channel> {
    try {
      await this.#host.provide()
      const channel = await this.#connection.acquire()
      channel.once('close', () => (this.#channel = undefined))
      channel.on('basic.return', ({ messageId }) => {
        if (messageId !== undefined) this.#returned.add(messageId)
      })
      await channel.confirmSelect()
      return channel
    } catch (error) {
      this.#channel = undefined
      throw error
    }
  }
}
