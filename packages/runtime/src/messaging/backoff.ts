import { rest } from '../core/timer.js'

/** How long to wait for something that is away: longer each time, until it is there again. */
export class Backoff {
  readonly #firstMs: number
  readonly #mostMs: number
  #times = 0

  constructor({ firstMs = 250, mostMs = 10_000 } = {}) {
    this.#firstMs = firstMs
    this.#mostMs = mostMs
  }

  next(): number {
    return Math.min(this.#firstMs * 2 ** this.#times++, this.#mostMs)
  }

  reset(): void {
    this.#times = 0
  }
}

/**
 * Tries it until it works.
 *
 * @param ended when the application does not wait any longer: it is tried once more then, and rejects with what that says.
 */
export async function untilDone(
  backoff: Backoff,
  act: () => Promise<void>,
  ended: AbortSignal,
): Promise<void> {
  for (;;) {
    const isLast = ended.aborted
    try {
      await act()
      backoff.reset()
      return
    } catch (error) {
      if (isLast) throw error
      await rest(backoff.next(), ended)
    }
  }
}
