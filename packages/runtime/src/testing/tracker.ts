import { AsyncLocalStorage } from 'node:async_hooks'
import type { MessageEvent } from '../messaging/observer.js'

/** What happened, and how long after the act began: the clock of the application stands still meanwhile. */
export interface Seen {
  readonly event: MessageEvent
  readonly afterMs: number
}

/**
 * Follows what one act causes. What is sent while the act runs belongs to it, and so does everything with the correlation id of
 * that: a test beside it that shares the application is not waited for.
 */
export class Tracker {
  readonly seen: Seen[] = []
  readonly #began = performance.now()
  readonly #isListenedTo: (destination: string) => boolean
  readonly #followsAll: boolean
  readonly #correlations = new Set<string>()
  /** By message and destination. */
  readonly #open = new Map<string, { isOnItsWay: boolean; received: number }>()
  #whenQuiet: (() => void)[] = []

  /** `isListenedTo`: whether the application hears what is sent there. */
  constructor(isListenedTo: (destination: string) => boolean, follows: 'the act' | 'everything') {
    this.#isListenedTo = isListenedTo
    this.#followsAll = follows === 'everything'
  }

  run<T>(act: () => T): T {
    return acts.run(this, act)
  }

  readonly observe = (event: MessageEvent): void => {
    const { correlationId } = event.envelope
    if (acts.getStore() === this) this.#correlations.add(correlationId)
    if (!this.#followsAll && !this.#correlations.has(correlationId)) return
    this.seen.push({ event, afterMs: Math.round(performance.now() - this.#began) })
    this.#count(event)
    if (!this.isQuiet) return
    for (const resolve of this.#whenQuiet.splice(0)) resolve()
  }

  #count({ kind, envelope }: MessageEvent): void {
    const key = `${envelope.id} ${envelope.destination}`
    const known = this.#open.get(key) ?? { isOnItsWay: false, received: 0 }
    switch (kind) {
      case 'sent':
        known.isOnItsWay = this.#isListenedTo(envelope.destination)
        break
      case 'received':
        known.isOnItsWay = false
        known.received++
        break
      case 'executed':
      case 'stopped':
      case 'discarded':
      case 'duplicate':
      case 'dead-lettered':
      case 'scheduled':
        known.isOnItsWay = false
        known.received = Math.max(known.received - 1, 0)
        break
      case 'started':
      case 'failed':
      case 'requeued':
      case 'no-subscriber':
        return
    }
    if (known.isOnItsWay || known.received > 0) this.#open.set(key, known)
    else this.#open.delete(key)
  }

  get events(): readonly MessageEvent[] {
    return this.seen.map(({ event }) => event)
  }

  /** Everything that was sent is finished. */
  get isQuiet(): boolean {
    return this.#open.size === 0
  }

  quiet(): Promise<void> {
    if (this.isQuiet) return Promise.resolve()
    return new Promise((resolve) => this.#whenQuiet.push(resolve))
  }
}

const acts = new AsyncLocalStorage<Tracker>()
