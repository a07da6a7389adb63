/** What goes on behind the back of those who are done: few words, and an end that can be waited for. */
export class Background {
  readonly #most: number
  readonly #failed: (error: unknown) => void
  #running = 0
  #whenIdle: (() => void)[] = []

  constructor(failed: (error: unknown) => void, most = 5000) {
    this.#failed = failed
    this.#most = most
  }

  add(work: Promise<unknown>): void {
    this.#running++
    work.then(this.#over, (error: unknown) => {
      this.#failed(error)
      this.#over()
    })
  }

  readonly #over = (): void => {
    if (--this.#running > 0 || this.#whenIdle.length === 0) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  /** More is going on than should be: wait before you add to it. */
  get isCrowded(): boolean {
    return this.#running > this.#most
  }

  get isIdle(): boolean {
    return this.#running === 0
  }

  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }
}
