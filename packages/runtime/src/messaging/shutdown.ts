import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { Background } from './background.js'
import type { Connections } from './connections.js'
import type { Deadlines } from './deadlines.js'
import type { Endpoints } from './endpoints.js'
import type { Invoker } from './invoker.js'
import type { MessageStore } from './message-store.js'
import type { WorkQueue } from './work-queue.js'
import type { Work } from './work.js'

export interface ShutdownParts {
  /** Ends what would go on until the database is back. */
  readonly end: AbortController
  readonly endpoints: Endpoints
  readonly connections: Connections
  readonly invoker: Invoker
  readonly deadlines: Deadlines
  readonly background: Background
  readonly store: MessageStore
  readonly clock: Clock
  readonly logger: Logger
}

// For writing down what was not handled, when the time is over: a few statements, unless a network is broken.
const graceMs = 5000

/**
 * The end of messaging. Listeners stop. What is kept elsewhere, by a row or by its broker, is not begun any more; what is only
 * in memory is handled, as long as there is time and its queue does not rest, and becomes a row otherwise. What runs is waited for, also where
 * it was invoked, and aborted at the end of the time. Then what was sent leaves, the connections close, and rows are given
 * back. What hangs is left behind: rows of a node that has gone are taken by others.
 */
export class Shutdown {
  readonly #parts: ShutdownParts
  /** In memory only, and not handled. */
  readonly #left: Work[] = []

  constructor(parts: ShutdownParts) {
    this.#parts = parts
  }

  async run(withinMs: number, finished: () => void): Promise<void> {
    const { end, endpoints, connections, deadlines, background, store } = this.#parts
    const { signal } = end
    const last = new AbortController()
    const timers = [
      setTimeout(() => {
        end.abort()
      }, withinMs),
      setTimeout(() => {
        last.abort()
      }, withinMs + graceMs),
    ]
    const over = aborted(signal)
    const isLast = aborted(last.signal)
    const stopping = endpoints.listeners.map(({ listener }) => listener.stop())
    await this.#step('listeners stop', Promise.all(stopping), over)
    for (const queue of endpoints.localQueues) queue.closeBatches()
    const kept = this.#queues('kept')
    const inMemory = this.#queues('in memory')
    for (const queue of kept) queue.close(this.#leave)
    for (const queue of inMemory) queue.drain(this.#leave)
    await Promise.race([over, this.#finished([...kept, ...inMemory])])
    for (const queue of inMemory) queue.close(this.#leave)
    if (signal.aborted) {
      deadlines.haltAll()
      // Commits are not halted.
      const ending = this.#finished([...kept, ...inMemory])
      await this.#step('commits end', ending, isLast)
    }
    finished()
    await Promise.race([over, background.idle()])
    const leaving = endpoints.brokerSenders.map((each) => each.stop(signal))
    await this.#step('what was sent leaves', Promise.all(leaving), isLast)
    await this.#step('what is left is kept', this.#keepLeft(), isLast)
    await Promise.race([over, background.idle()])
    end.abort()
    await this.#step('connections close', connections.close(), isLast)
    await this.#step('rows are given back', store.stop(), isLast)
    timers.forEach(clearTimeout)
  }

  /** The end goes on without what fails, or takes too long. */
  async #step(step: string, going: Promise<unknown>, until: Promise<void>): Promise<void> {
    const { logger } = this.#parts
    const gone = going.then(
      () => true,
      (error: unknown) => {
        logger.error('a step of the end of the application failed', { step, error })
        return true
      },
    )
    if (await Promise.race([gone, until.then(() => false)])) return
    logger.warn('a step of the end of the application is not waited for any longer', { step })
  }

  #queues(which: 'kept' | 'in memory'): readonly WorkQueue[] {
    const { localQueues, listeners } = this.#parts.endpoints
    const local = localQueues.filter(({ isDurable }) => isDurable === (which === 'kept'))
    const listening = listeners
      .map(({ listener }) => listener)
      .filter(({ isKeptElsewhere }) => isKeptElsewhere === (which === 'kept'))
    return [...local, ...listening].map(({ queue }) => queue)
  }

  /** What runs in one queue, or is invoked, may send to another. */
  async #finished(queues: readonly WorkQueue[]): Promise<void> {
    const { invoker } = this.#parts
    while (!invoker.isIdle || queues.some(({ size }) => size > 0)) {
      await Promise.all([invoker.idle(), ...queues.map((each) => each.idle())])
    }
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve()
    })
  })
}
