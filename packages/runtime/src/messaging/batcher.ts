import { Timer } from '../core/timer.js'
import type { Handler } from './handlers.js'
import type { Work } from './work.js'
import type { WorkQueue } from './work-queue.js'

interface Open {
  readonly parts: Work[]
  readonly timer: Timer
}

/**
 * Collects the messages of one batch handler, before they wait in the queue: what is collected takes no place there, or a batch
 * larger than the queue's places would never be full. Messages of two tenants, or two groups, are never in one batch.
 */
export class Batcher {
  readonly #size: number
  readonly #withinMs: number
  readonly #queue: WorkQueue
  readonly #open = new Map<string, Open>()

  constructor({ size, withinMs }: NonNullable<Handler['batch']>, queue: WorkQueue) {
    this.#size = size
    this.#withinMs = withinMs
    this.#queue = queue
  }

  add(work: Work): void {
    const { tenant = '', group = '' } = work.envelope
    const key = `${tenant}\n${group}`
    const open = this.#open.get(key) ?? this.#begin(key)
    open.parts.push(work)
    this.#queue.collect(1)
    if (open.parts.length >= this.#size) this.#close(key, open)
  }

  #begin(key: string): Open {
    const open: Open = {
      parts: [],
      timer: new Timer(this.#withinMs, () => {
        this.#close(key, open)
      }),
    }
    this.#open.set(key, open)
    return open
  }

  #close(key: string, { parts, timer }: Open): void {
    timer.cancel()
    this.#open.delete(key)
    const [first] = parts
    if (first !== undefined) this.#queue.push({ ...first, batch: parts })
    this.#queue.collect(-parts.length)
  }

  /** What was collected is a batch now. */
  closeAll(): void {
    for (const [key, open] of [...this.#open]) this.#close(key, open)
  }
}
