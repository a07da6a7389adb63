import { BrokerUnavailableError } from '../../messaging/errors.js'
import {
  BrokerTransport,
  type BrokerConnection,
  type RoutedMessage,
  type WireMessage,
} from '../../messaging/transport.js'
import { matchesTopic, parseAddress, type Binding } from '../address.js'
import { MemoryConnection } from './memory-connection.js'
import { MemoryQueue } from './memory-queue.js'

/**
 * A broker in this process, in place of a real one in tests: several applications may share one. It keeps messages as long
 * as it lives, and has no dead letters of its own.
 */
export class MemoryBroker extends BrokerTransport {
  readonly name = 'memory'
  readonly #queues = new Map<string, MemoryQueue>()
  readonly #bindings: (Binding & { readonly queue: string })[] = []
  #isAway = false

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
  async connect(): Promise<BrokerConnection> {
    this.#mustBeThere()
    return new MemoryConnection(this)
  }

  /** Breaks every connection and takes none, until `comeBack`. It forgets nothing meanwhile. */
  goAway(): void {
    this.#isAway = true
    this.#queues.forEach((queue) => queue.shut())
  }

  comeBack(): void {
    this.#isAway = false
    this.#queues.forEach((queue) => queue.open())
  }

  /** @internal */
  queue(name: string): MemoryQueue {
    const known = this.#queues.get(name)
    if (known !== undefined) return known
    const made = new MemoryQueue()
    this.#queues.set(name, made)
    return made
  }

  /** @internal */
  bind(queue: string, { exchange, topic }: Binding): void {
    const isBound = this.#bindings.some(
      (each) => each.queue === queue && each.exchange === exchange && each.topic === topic,
    )
    if (!isBound) this.#bindings.push({ queue, exchange, topic })
  }

  /** @internal */
  take({ id, body, headers, topic = '' }: RoutedMessage, address: string): void {
    this.#mustBeThere()
    const message: WireMessage = { id, body, headers: { ...headers } }
    const { kind, name } = parseAddress(address)
    const queues = kind === 'queue' ? [name] : this.#queuesOf(name, topic)
    queues.forEach((queue) => this.queue(queue).push(message))
  }

  #queuesOf(exchange: string, topic: string): readonly string[] {
    const matching = this.#bindings.filter(
      (each) => each.exchange === exchange && matchesTopic(each.topic, topic),
    )
    return [...new Set(matching.map(({ queue }) => queue))]
  }

  #mustBeThere(): void {
    if (!this.#isAway) return
    throw new BrokerUnavailableError(
      'memory',
      'The broker in memory was told to go away. Call comeBack() on it.',
    )
  }
}

/** A broker in this process, in place of a real one in tests: `transports: { rabbitmq: memoryBroker() }`. */
export function memoryBroker(): MemoryBroker {
  return new MemoryBroker()
}
