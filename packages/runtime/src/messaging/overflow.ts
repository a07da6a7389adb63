export interface OverflowOptions {
  /** Whether memory has no room. */
  readonly isFull: () => boolean
  /** `kept`: nothing may overtake what waits in the database. */
  readonly order: 'kept' | 'any'
  /** Whether rows may wait from before the start. */
  readonly isBehind: boolean
  /** There is room, and rows may wait for it. */
  readonly ask: () => void
}

/**
 * Messages for which there is no room in memory wait as rows, whatever the mode of their destination: memory is bounded, and
 * nobody who sends has to wait for a handler. A sender that waited could wait for itself: handlers send by the bus of the
 * application, and by requests to it, to the queue that they are to empty.
 *
 * *Ahead*: nothing waits, and what comes goes to memory while that has room. *Behind*, from the first message that had none:
 * where the order is kept, everything that comes goes behind the rows, until a look at the database has found all of them and
 * none was stored since it began.
 */
export class Overflow {
  readonly #options: OverflowOptions
  #isBehind: boolean
  /** On their way into the database. */
  #leaving = 0
  #hasLeftSinceLook = false

  constructor(options: OverflowOptions) {
    this.#options = options
    this.#isBehind = options.isBehind
  }

  get isBehind(): boolean {
    return this.#isBehind
  }

  /** Whether the next message is to wait as a row. Then `settled` is to be called. */
  takes(): boolean {
    const { isFull, order } = this.#options
    if (!isFull() && (order === 'any' || !this.#isBehind)) return false
    this.#isBehind = true
    this.#hasLeftSinceLook = true
    this.#leaving++
    return true
  }

  /** It is a row now, or never will be one. */
  settled(): void {
    this.#leaving--
    if (!this.#options.isFull()) this.#options.ask()
  }

  /** A look at the database begins. */
  lookBegins(): void {
    this.#hasLeftSinceLook = this.#leaving > 0
  }

  /** It has found everything that waits. */
  caughtUp(): void {
    if (!this.#hasLeftSinceLook) this.#isBehind = false
  }
}
