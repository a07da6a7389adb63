import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { Background } from './background.js'
import type { Connections } from './connections.js'
import type { Deadlines } from './deadlines.js'
import type { Endpoints } from './endpoints.js'
import type { MessageStore } from './message-store.js'
import type { WorkQueue } from './work-queue.js'
import type { Work } from './work.js'

export interface ShutdownParts {
  readonly endpoints: Endpoints
  readonly connections: Connections
  readonly deadlines: Deadlines
  readonly background: Background
  readonly store: MessageStore
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * The end of messaging. Listeners stop. What is kept elsewhere, by a row or by its broker, is not begun any more; what is only
 * in memory is handled, as long as there is time, and becomes a row when there is none. What runs is waited for, and aborted at
 * the end of the time. Then what was sent leaves, the connections close, and rows are given back.
 */
export class Shutdown {
  readonly #parts: ShutdownParts
  /** In memory only, and not handled. */
  readonly #left: Work[] = []

  constructor(parts: ShutdownParts) {
    this.#parts = parts
  }

  async run(withinMs: number): Promise<void> {
    const { endpoints, connections, deadlines, background, store } = this.#parts
    const time = new AbortController()
    const timer = setTimeout(() => {
      time.abort()
    }, withinMs)
    const over = new Promise<void>((resolve) => {
      time.signal.addEventListener('abort', () => {
        resolve()
      })
    })
    await Promise.all(endpoints.listeners.map(({ listener }) => listener.stop()))
    for (const queue of endpoints.localQueues) queue.closeBatches()
    const kept = this.#queues('kept')
    const inMemory = this.#queues('in memory')
    for (const queue of kept) queue.close(this.#leave)
    await Promise.race([over, this.#finished([...kept, ...inMemory])])
    for (const queue of inMemory) queue.close(this.#leave)
    if (time.signal.aborted) deadlines.haltAll()
    await Promise.race([over, background.idle()])
    await Promise.all(endpoints.brokerSenders.map((each) => each.stop(time.signal)))
    await this.#keepLeft()
    await Promise.race([over, background.idle()])
    clearTimeout(timer)
    await connections.close()
    await store.stop()
  }

  #queues(which: 'kept' | 'in memory'): readonly WorkQueue[] {
    const { localQueues, listeners } = this.#parts.endpoints
    const local = localQueues.filter(({ isDurable }) => isDurable === (which === 'kept'))
    const listening = listeners
      .map(({ listener }) => listener)
      .filter(({ isKeptElsewhere }) => isKeptElsewhere === (which === 'kept'))
    return [...local, ...listening].map(({ queue }) => queue)
  }

  /** What runs in one queue may send to another. */
  async #finished(queues: readonly WorkQueue[]): Promise<void> {
    while (queues.some(({ size }) => size > 0)) await Promise.all(queues.map((each) => each.idle()))
  }

  readonly #leave = (work: Work): void => {
    for (const part of work.batch ?? [work]) {
      const isElsewhere =
        part.origin === 'local' || part.origin === 'received' || part.settlement !== undefined
      if (!isElsewhere) this.#left.push(part)
    }
  }

  async #keepLeft(): Promise<void> {
    const { store, clock, logger } = this.#parts
    const now = clock.now()
    const keeping = this.#left.map(({ envelope, origin }) =>
      store.rescheduleIncoming(envelope, origin, now),
    )
    const lost = (await Promise.allSettled(keeping)).filter(({ status }) => status === 'rejected')
    if (lost.length > 0) {
      logger.error('messages are lost: there was no time to handle them, and no database', {
        count: lost.length,
      })
    }
  }
}
