import type { Logger } from '../core/logger.js'
import { DatabaseUnavailableError } from '../errors.js'

/**
 * Does something again and again, never twice at a time. What fails is logged and done again at the next tick; that the
 * database is away, only once.
 */
export class Ticker {
  readonly #everyMs: number
  readonly #logger: Logger
  readonly #tick: () => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #stopped = false
  #isAway = false

  constructor(everyMs: number, logger: Logger, tick: () => Promise<void>) {
    this.#everyMs = everyMs
    this.#logger = logger
    this.#tick = tick
  }

  start(): void {
    this.#stopped = false
    this.#plan()
  }

  /** Resolves when the tick in progress is over. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #plan(): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#running = this.#run()
    }, this.#everyMs)
  }

  async #run(): Promise<void> {
    try {
      await this.#tick()
      this.#isAway = false
    } catch (error) {
      const isAway = error instanceof DatabaseUnavailableError
      if (!isAway) this.#logger.error('keeping the messages of this node failed', { error })
      else if (!this.#isAway) this.#logger.warn('messages wait for the database', { error })
      this.#isAway = isAway
    }
    this.#plan()
  }
}
