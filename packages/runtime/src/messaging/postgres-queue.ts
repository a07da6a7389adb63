import type { Destination } from './destination.js'
import type { SentEnvelope } from './envelope.js'
import type { Leaving } from './message-store.js'
import { toWire } from './wire.js'

/** A queue in the database: what is sent there has arrived with the commit that it is part of. */
export class PostgresQueue implements Destination {
  readonly name: string
  readonly replyTo: string | undefined
  /** What it is called in the database. */
  readonly #queue: string

  constructor(name: string, queue: string, replyTo: string | undefined) {
    this.name = name
    this.replyTo = replyTo
    this.#queue = queue
  }

  leaving(envelope: SentEnvelope): Leaving {
    return { kept: 'queue', envelope, address: this.#queue, message: toWire(envelope) }
  }

  settled(): void {
    // Nothing waits for want of room.
  }

  release(): undefined {
    // It is there.
  }

  resend(): void {
    // It is there.
  }
}
