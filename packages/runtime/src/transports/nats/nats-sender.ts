import { jetstream, type JetStreamClient } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { RoutedMessage, Sender } from '../../messaging/transport.js'
import type { Address } from '../address.js'
import { subjectOf, subjectOfTopic } from './names.js'
import { isRefusal } from './nats-errors.js'
import { natsHeadersOf } from './nats-message.js'

export interface NatsSenderHost {
  readonly provide: () => Promise<void>
  /** Rejects when there is no connection, or it breaks meanwhile. */
  readonly unlessLost: <T>(ask: () => Promise<T>) => Promise<T>
  readonly explain: (error: unknown) => Error
}

/** Publishes to the stream of one address, which confirms. */
export class NatsSender implements Sender {
  readonly #client: JetStreamClient
  readonly #address: Address
  readonly #host: NatsSenderHost
  #provided: Promise<void> | undefined

  constructor(connection: NatsConnection, address: Address, host: NatsSenderHost) {
    // How long a message waits for an answer before its sending rejects.
    this.#client = jetstream(connection, { timeout: 5_000 })
    this.#address = address
    this.#host = host
  }

  async open(): Promise<void> {
    try {
      await (this.#provided ??= this.#host.provide())
    } catch (error) {
      this.#provided = undefined
      // While the server is away, the first message tries again.
      if (isRefusal(error)) throw this.#host.explain(error)
    }
  }

  async send(message: RoutedMessage): Promise<void> {
    try {
      // Those who wait for the stream go on in the order of their waiting, so messages keep theirs.
      await (this.#provided ??= this.#host.provide())
      const headers = natsHeadersOf(message)
      const subject = this.#subjectOf(message)
      await this.#host.unlessLost(() => this.#client.publish(subject, message.body, { headers }))
    } catch (error) {
      // Nobody answers where the stream was deleted: the next message makes it again.
      this.#provided = undefined
      throw this.#host.explain(error)
    }
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  #subjectOf({ topic }: RoutedMessage): string {
    const { kind, name } = this.#address
    return kind === 'queue' ? subjectOf(name) : subjectOfTopic(name, topic)
  }
}
