/** Long enough for an editor that saves all files and for a branch to be checked out, short enough not to be noticed. */
const quietMs = 50

/** What changed on the disk, gathered until nothing changed for a moment. */
export class Changes {
  readonly #paths = new Set<string>()
  readonly #interruption: AbortSignal
  #wake: () => void = () => {}

  constructor(interruption: AbortSignal) {
    this.#interruption = interruption
    interruption.addEventListener('abort', () => this.#wake(), { once: true })
  }

  note(path: string): void {
    this.#paths.add(path)
    this.#wake()
  }

  /** Waits for the next ones, those noted since the last call included; `undefined` when interrupted. */
  async next(): Promise<readonly string[] | undefined> {
    const signal = this.#interruption
    while (this.#paths.size === 0 && !signal.aborted) await this.#noted()
    while (!signal.aborted && (await this.#noted(quietMs)) === 'noted');
    if (signal.aborted) return undefined

    const paths = [...this.#paths].sort()
    this.#paths.clear()
    return paths
  }

  #noted(withinMs?: number): Promise<'noted' | 'quiet'> {
    return new Promise((resolve) => {
      const timer =
        withinMs === undefined ? undefined : setTimeout(() => resolve('quiet'), withinMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve('noted')
      }
    })
  }
}
