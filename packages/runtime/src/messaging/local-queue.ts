import type { Destination } from './destination.js'
import type { SentEnvelope } from './envelope.js'
import { Intake, type IntakeHost } from './intake.js'
import type { Leaving } from './message-store.js'
import type { Processing } from './messaging-definition.js'
import { workQueueOf, type QueueHooks } from './processing.js'
import type { WorkQueue } from './work-queue.js'

/** A queue of this process. A durable one has a row for each message; the others are gone with the process. */
export class LocalQueue implements Destination {
  readonly name: string
  readonly replyTo = undefined
  readonly isDurable: boolean
  readonly queue: WorkQueue
  readonly #intake: Intake

  constructor(name: string, processing: Processing, host: IntakeHost & QueueHooks) {
    this.name = name
    this.isDurable = processing.mode === 'durable'
    this.queue = workQueueOf(processing, host, {
      onRoom: () => {
        host.store.hasRoom(name)
      },
    })
    this.#intake = new Intake(host, this.queue)
  }

  leaving(envelope: SentEnvelope, waits: boolean): Leaving | undefined {
    if (waits) return { kept: 'inbox', envelope, waits }
    if (!this.isDurable) return undefined
    return { kept: 'inbox', envelope, ...(this.queue.isFull ? { waits: true } : {}) }
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
