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

/** Resolves after this time, or as soon as the signal says so. */
export function rest(forMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const over = (): void => {
      timer.cancel()
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = new Timer(forMs, over)
    signal.addEventListener('abort', over)
  })
}
