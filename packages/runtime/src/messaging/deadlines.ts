import { capped } from '../core/timer.js'

/** What must be over in time. */
export interface Timed {
  /** In milliseconds of `performance.now()`; set by whoever watches. */
  endsAt: number
  /** Called once, when it is not over. `false`: it must not be disturbed now, and is asked again. */
  expire(): boolean
  /** The application ends, and does not wait any longer. */
  halt(): void
}

/**
 * Watches over what runs. All of it may take equally long, so what began first ends first, and one timer for the first is
 * enough: a timer for each message would cost more than the message.
 */
export class Deadlines {
  readonly #withinMs: number
  readonly #running = new Set<Timed>()
  #timer: NodeJS.Timeout | undefined

  constructor(withinMs: number) {
    this.#withinMs = withinMs
  }

  watch(timed: Timed): void {
    timed.endsAt = performance.now() + this.#withinMs
    this.#running.add(timed)
    if (this.#timer === undefined) this.#wait(this.#withinMs)
  }

  over(timed: Timed): void {
    this.#running.delete(timed)
  }

  haltAll(): void {
    for (const timed of [...this.#running]) timed.halt()
  }

  #wait(forMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#look()
    }, capped(forMs))
    // Whoever runs has reason enough to keep the process.
    this.#timer.unref()
  }

  #look(): void {
    this.#timer = undefined
    const now = performance.now()
    for (const timed of this.#running) {
      if (timed.endsAt > now) break
      this.#running.delete(timed)
      if (!timed.expire()) this.watch(timed)
    }
    const [first] = this.#running
    // Timers may fire a moment early.
    if (first !== undefined) this.#wait(Math.max(first.endsAt - now, 1))
  }
}
