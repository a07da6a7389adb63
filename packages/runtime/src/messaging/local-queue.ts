import type { Destination } from './destination.js'
import type { SentEnvelope } from './envelope.js'
import { Intake, type IntakeHost } from './intake.js'
import type { Leaving } from './message-store.js'
import type { Processing } from './messaging-definition.js'
import { Overflow } from './overflow.js'
import { workQueueOf, type QueueHooks } from './processing.js'
import type { WorkQueue } from './work-queue.js'

/**
 * A queue of this process. A durable one has a row for each message; of the others what is in memory is gone with the process.
 * What memory has no room for waits as a row.
 */
export class LocalQueue implements Destination {
  readonly name: string
  readonly replyTo = undefined
  readonly isDurable: boolean
  readonly queue: WorkQueue
  readonly overflow: Overflow
  readonly #intake: Intake

  constructor(name: string, processing: Processing, host: IntakeHost & QueueHooks) {
    this.name = name
    this.isDurable = processing.mode === 'durable'
    this.queue = workQueueOf(processing, host, {
      onRoom: () => {
        host.store.hasRoom(name)
      },
    })
    const order = processing.mode === 'inline' ? 'any' : (processing.order ?? 'any')
    this.overflow = new Overflow({
      isFull: () => this.queue.isFull,
      order: order === 'any' ? 'any' : 'kept',
      // Of the process before this one.
      isBehind: true,
      ask: () => {
        host.store.hasRoom(name)
      },
    })
    this.#intake = new Intake(host, this.queue)
  }

  leaving(envelope: SentEnvelope, waits: boolean): Leaving | undefined {
    if (waits) return { kept: 'inbox', envelope, waits }
    if (this.overflow.takes()) return { kept: 'inbox', envelope, waits: true }
    return this.isDurable ? { kept: 'inbox', envelope } : undefined
  }

  settled(): void {
    this.overflow.settled()
  }

  release(envelope: SentEnvelope): undefined {
    this.#intake.take(envelope, this.isDurable ? 'local' : 'memory')
  }

  resend(): void {
    // What is released here has arrived.
  }

  /** A row that had to wait. */
  recover(envelope: SentEnvelope): void {
    this.#intake.take(envelope, 'local')
  }

  closeBatches(): void {
    this.#intake.closeBatches()
  }
}
