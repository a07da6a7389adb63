import type { Logger } from '../core/logger.js'
import { DatabaseUnavailableError } from '../errors.js'

/** A clock that stands just before the next due time must not make us look without end. */
const shortestWaitMs = 20

export interface LookingOptions {
  readonly logger: Logger
  /** How long it waits at most until it looks again. */
  readonly pollMs: number
  /** Resolves with the milliseconds until something becomes due; 0: there is more to be had at once. */
  readonly look: () => Promise<number>
}

/**
 * Looks for waiting rows at the right time.
 *
 * *Looking* while the database is asked, one question at a time; asked to look meanwhile, it looks once more. Otherwise it is
 * *waiting*: for the next due time, for somebody who knows of something, or for the poll, whichever comes first. When the
 * database is away it waits for the poll. *Stopped* before `start` and after `stop`.
 */
export class Looking {
  readonly #options: LookingOptions
  #isStopped = true
  #running: Promise<void> | undefined
  #again = false
  #timer: NodeJS.Timeout | undefined
  #wakesAt = Infinity
  #isAway = false

  constructor(options: LookingOptions) {
    this.#options = options
  }

  get isStopped(): boolean {
    return this.#isStopped
  }

  start(): void {
    this.#isStopped = false
    void this.now()
  }

  /** Resolves when the look in progress is over. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  /** Resolves when there is nothing more to be had at once. */
  now(): Promise<void> {
    if (this.#isStopped) return Promise.resolve()
    this.#again = true
    this.#running ??= this.#run()
    return this.#running
  }

  /** Something becomes due then. */
  within(ms: number): void {
    if (this.#isStopped) return
    const waitMs = Math.max(shortestWaitMs, Math.min(ms, this.#options.pollMs))
    const at = performance.now() + waitMs
    if (at >= this.#wakesAt) return
    clearTimeout(this.#timer)
    this.#wakesAt = at
    this.#timer = setTimeout(() => {
      this.#wakesAt = Infinity
      void this.now()
    }, waitMs)
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    this.#wakesAt = Infinity
    let nextInMs = Infinity
    try {
      while (this.#again && !this.#isStopped) {
        this.#again = false
        nextInMs = await this.#options.look()
        if (nextInMs === 0) this.#again = true
      }
      this.#isAway = false
    } catch (error) {
      this.#report(error)
    } finally {
      // At once: who asks from now on is not heard by the loop above any more.
      this.#running = undefined
    }
    this.within(nextInMs)
  }

  #report(error: unknown): void {
    const { logger } = this.#options
    const isAway = error instanceof DatabaseUnavailableError
    if (!isAway) logger.error('waiting messages could not be taken', { error })
    else if (!this.#isAway) logger.warn('messages wait for the database', { error })
    this.#isAway = isAway
  }
}
