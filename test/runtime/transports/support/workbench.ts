import { randomUUID } from 'node:crypto'
import { ManualClock } from '@critter/runtime/testing'
import type {
  BrokerConnection,
  BrokerTransport,
  ListenOptions,
  RoutedMessage,
  TransportHost,
} from '../../../../packages/runtime/src/messaging/transport.js'
import { Receipts } from './receipts.js'
import type { TestedBroker } from './tested-broker.js'

const quiet = (): void => {}
export const host: TransportHost = {
  clock: new ManualClock(new Date('2027-01-01T00:00:00Z')),
  logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
}

/** What a test of a broker makes, and what is closed and removed after it. */
export class Workbench {
  readonly broker: TestedBroker
  readonly #connections: BrokerConnection[] = []
  readonly #queues: string[] = []
  readonly #exchanges: string[] = []

  constructor(broker: TestedBroker) {
    this.broker = broker
  }

  /** A name that no other test has. */
  queue(): string {
    const name = `critter-test-${randomUUID()}`
    this.#queues.push(name)
    return name
  }

  exchange(): string {
    const name = `critter-test-${randomUUID()}`
    this.#exchanges.push(name)
    return name
  }

  async connect(transport: BrokerTransport = this.broker.transport): Promise<Peer> {
    const connection = await transport.connect(host)
    this.#connections.push(connection)
    return new Peer(connection)
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map((each) => each.close()))
    await this.broker.remove(this.#queues, this.#exchanges)
  }
}

/** One application at the broker. */
export class Peer {
  readonly connection: BrokerConnection

  constructor(connection: BrokerConnection) {
    this.connection = connection
  }

  async send(address: string, ...messages: readonly RoutedMessage[]): Promise<void> {
    const sender = await this.connection.openSender(address)
    await Promise.all(messages.map((each) => sender.send(each)))
    await sender.close()
  }

  async listen(address: string, options: ListenOptions = { prefetch: 1000 }): Promise<Receipts> {
    const receipts = new Receipts()
    receipts.listener = await this.connection.openListener(address, options, receipts.receive)
    return receipts
  }
}

export function message(
  body: string,
  options: Partial<Omit<RoutedMessage, 'body'>> = {},
): RoutedMessage {
  return { id: randomUUID(), headers: {}, topic: undefined, group: undefined, ...options, body }
}

/** `"m1"`, `"m2"` …: as many messages. */
export function messages(count: number, prefix = 'm'): readonly RoutedMessage[] {
  return Array.from({ length: count }, (_, index) =>
    message(JSON.stringify(`${prefix}${index + 1}`)),
  )
}

export function bodiesOf(messages: readonly { readonly body: string }[]): readonly string[] {
  return messages.map(({ body }) => body)
}
