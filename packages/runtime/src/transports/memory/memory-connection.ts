import type {
  BrokerConnection,
  Listener,
  ListenOptions,
  Received,
  Sender,
} from '../../messaging/transport.js'
import { parseAddress, parseQueueAddress } from '../address.js'
import type { MemoryBroker } from './memory-broker.js'
import type { Consumer, MemoryQueue } from './memory-queue.js'

/* eslint-disable @typescript-eslint/require-await -- there is nothing to wait for, and what is thrown is a rejection */

export class MemoryConnection implements BrokerConnection {
  readonly #broker: MemoryBroker
  readonly #consumers = new Map<Consumer, MemoryQueue>()

  constructor(broker: MemoryBroker) {
    this.#broker = broker
  }

  async openSender(address: string): Promise<Sender> {
    parseAddress(address)
    return {
      send: async (message) => this.#broker.take(message, address),
      close: () => Promise.resolve(),
    }
  }

  async openListener(
    address: string,
    { prefetch }: ListenOptions,
    receive: (received: Received) => void,
  ): Promise<Listener> {
    const { name, bindings } = parseQueueAddress(address)
    bindings.forEach((binding) => this.#broker.bind(name, binding))
    const queue = this.#broker.queue(name)
    const consumer: Consumer = { prefetch, receive, isPaused: false, unsettled: new Set() }
    this.#consumers.set(consumer, queue)
    queue.add(consumer)
    const pause = async (): Promise<void> => {
      consumer.isPaused = true
    }
    return { pause, resume: async () => queue.resume(consumer), stop: pause }
  }

  async close(): Promise<void> {
    this.#consumers.forEach((queue, consumer) => queue.remove(consumer))
    this.#consumers.clear()
  }
}
