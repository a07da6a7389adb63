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

/** Tries it until it works. */
export async function untilDone(backoff: Backoff, act: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await act()
      backoff.reset()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, backoff.next()))
    }
  }
}
