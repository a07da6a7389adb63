// More is 1 ms to setTimeout, with a warning: about 24.8 days.
const longestMs = 2 ** 31 - 1

/** What `setTimeout` is asked for at most; whoever waits longer looks again then. */
export function capped(forMs: number): number {
  return Math.min(forMs, longestMs)
}

/** Does something once, after a time as long as anybody likes. */
export class Timer {
  #timeout: NodeJS.Timeout | undefined

  constructor(afterMs: number, act: () => void) {
    this.#wait(afterMs, act)
  }

  #wait(leftMs: number, act: () => void): void {
    const nowMs = capped(leftMs)
    this.#timeout = setTimeout(() => {
      if (leftMs > nowMs) this.#wait(leftMs - nowMs, act)
      else act()
    }, nowMs)
  }

  cancel(): void {
    clearTimeout(this.#timeout)
  }
}
