import type { Logger } from '../core/logger.js'
import type { Received } from './transport.js'

/** What a broker waits to hear of one message, when the last of its handlers is done with it. */
export class Settlement {
  readonly #received: Received
  readonly #logger: Logger
  readonly #parts: number
  #left: number

  constructor(received: Received, parts: number, logger: Logger) {
    this.#received = received
    this.#parts = parts
    this.#left = parts
    this.#logger = logger
  }

  /** One handler is done with it, whatever came of it. */
  done(): void {
    if (--this.#left === 0) this.#settle(this.#received.acknowledge())
  }

  /** To the broker's own dead letters; `false`: it has none, or has others to answer for. */
  async deadLetter(reason: string): Promise<boolean> {
    const { deadLetter } = this.#received
    if (deadLetter === undefined || this.#parts > 1) return false
    try {
      await deadLetter.call(this.#received, reason)
      this.#left = 0
      return true
    } catch (error) {
      this.#logger.warn('a broker did not take a dead letter', { error })
      return false
    }
  }

  // Unsettled, it is delivered again, and known by its id.
  #settle(settling: Promise<void>): void {
    settling.catch((error: unknown) => {
      this.#logger.debug('a message could not be settled and will come again', { error })
    })
  }
}
