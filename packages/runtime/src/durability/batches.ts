import { DatabaseUnavailableError } from '../errors.js'

export interface BatchesOptions<Item, Result> {
  /** Writes all of them, or none. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>
  /** The most that are written together. */
  readonly limit: number
  /** Of what waits while the database is away. What is not kept rejects, and its caller asks again. */
  readonly keeps: (item: Item) => boolean
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** After the first failure, doubled with each, with some chance in it so that nodes do not come back all at once. */
const firstPauseMs = 100
const longestPauseMs = 5000

/**
 * Writes together what is asked for while the last write is under way: one at a time is written at once, a thousand at a time
 * cost hardly more.
 *
 * *Idle* until something is added; *writing* until nothing waits any more. When the database is away it is *resting*, longer
 * each time, and then writes the same again: whatever it writes must bear that. A batch that Postgres refuses is written one by
 * one, so that one bad item does not hold up the others. After `stop` it writes what waits once, and rests no more.
 */
export class Batches<Item, Result> {
  readonly #options: BatchesOptions<Item, Result>
  #waiting: Waiting<Item, Result>[] = []
  #running: Promise<void> | undefined
  #stopped = false
  #wake: (() => void) | undefined

  constructor(options: BatchesOptions<Item, Result>) {
    this.#options = options
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing waits any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake?.()
    await this.#running
  }

  async #run(): Promise<void> {
    // What is added in this turn leaves together.
    await Promise.resolve()
    let pauseMs = firstPauseMs
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#options.limit)
      const failure = await this.#write(batch)
      if (failure === undefined) {
        pauseMs = firstPauseMs
        continue
      }
      this.#keep(batch, failure)
      if (this.#waiting.length === 0) break
      await this.#rest(pauseMs * (0.5 + Math.random() / 2))
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
    this.#running = undefined
  }

  /** Resolves with the reason why they have to be written again. */
  async #write(
    batch: readonly Waiting<Item, Result>[],
  ): Promise<DatabaseUnavailableError | undefined> {
    try {
      const results = await this.#options.write(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, place) => {
        resolve(results[place]!)
      })
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) return error
      if (batch.length > 1) await this.#writeAlone(batch)
      else batch[0]!.reject(error)
    }
    return undefined
  }

  async #writeAlone(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    for (const [place, each] of batch.entries()) {
      const failure = await this.#write([each])
      if (failure === undefined) continue
      this.#waiting.unshift(...batch.slice(place + 1))
      this.#keep([each], failure)
      return
    }
  }

  #keep(batch: readonly Waiting<Item, Result>[], failure: DatabaseUnavailableError): void {
    const isKept = ({ item }: Waiting<Item, Result>) => !this.#stopped && this.#options.keeps(item)
    for (const each of batch) if (!isKept(each)) each.reject(failure)
    this.#waiting.unshift(...batch.filter(isKept))
  }

  #rest(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
