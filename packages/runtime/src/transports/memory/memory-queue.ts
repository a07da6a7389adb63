import { BrokerUnavailableError } from '../../messaging/errors.js'
import type { Received, WireMessage } from '../../messaging/transport.js'

/** One that takes messages of a queue. */
export interface Consumer {
  readonly prefetch: number
  readonly receive: (received: Received) => void
  isPaused: boolean
  /** What it has and has not settled, in the order in which it came. */
  readonly unsettled: Set<WireMessage>
}

/** Gives each message to one of its consumers, in turns, as far as they have room. */
export class MemoryQueue {
  readonly #waiting: WireMessage[] = []
  #consumers: readonly Consumer[] = []
  #isOpen = true

  push(message: WireMessage): void {
    this.#waiting.push(message)
    this.#deliverSoon()
  }

  add(consumer: Consumer): void {
    this.#consumers = [...this.#consumers, consumer]
    this.#deliverSoon()
  }

  /** What it has not settled is delivered again. */
  remove(consumer: Consumer): void {
    this.#consumers = this.#consumers.filter((each) => each !== consumer)
    this.#takeBack(consumer)
    this.#deliverSoon()
  }

  resume(consumer: Consumer): void {
    consumer.isPaused = false
    this.#deliverSoon()
  }

  /** The connections of all consumers break; they come back when it opens again. */
  shut(): void {
    this.#isOpen = false
    this.#consumers.toReversed().forEach((consumer) => this.#takeBack(consumer))
  }

  open(): void {
    this.#isOpen = true
    this.#deliverSoon()
  }

  #takeBack({ unsettled }: Consumer): void {
    this.#waiting.unshift(...unsettled)
    unsettled.clear()
  }

  /** Not at once: who sends or settles is in the middle of something. */
  #deliverSoon(): void {
    queueMicrotask(() => {
      while (this.#isOpen && this.#waiting.length > 0) {
        const next = this.#consumers.find(hasRoom)
        if (next === undefined) return
        this.#consumers = [...this.#consumers.filter((each) => each !== next), next]
        this.#deliver(this.#waiting.shift()!, next)
      }
    })
  }

  #deliver(message: WireMessage, consumer: Consumer): void {
    // A delivery of its own, so that settling an earlier one of the same message does not settle this.
    const delivered = { ...message }
    const settle = (): void => {
      if (!consumer.unsettled.delete(delivered)) throw takenBack()
      this.#deliverSoon()
    }
    consumer.unsettled.add(delivered)
    consumer.receive({
      message: delivered,
      // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
      acknowledge: async () => settle(),
      // eslint-disable-next-line @typescript-eslint/require-await
      requeue: async () => {
        settle()
        this.#waiting.unshift(message)
      },
    })
  }
}

function hasRoom({ isPaused, prefetch, unsettled }: Consumer): boolean {
  return !isPaused && unsettled.size < prefetch
}

function takenBack(): BrokerUnavailableError {
  return new BrokerUnavailableError(
    'memory',
    'The connection that this message came on has gone; it is delivered again.',
  )
}
