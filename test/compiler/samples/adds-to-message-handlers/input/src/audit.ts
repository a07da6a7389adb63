import type { Envelope, Now } from '@critter/runtime'

/** What happened to each message. */
export interface AuditLog {
  write(line: string): void
}

export class Audit {
  readonly #log: AuditLog
  readonly #envelope: Envelope

  constructor(log: AuditLog, envelope: Envelope) {
    this.#log = log
    this.#envelope = envelope
  }

  before(_now: Now): void {
    this.#log.write(`${this.#envelope.messageName} begins`)
  }

  onException(error: RangeError): void {
    this.#log.write(`${this.#envelope.messageName} failed: ${error.message}`)
    throw error
  }

  finally(): void {
    this.#log.write(`${this.#envelope.messageName} ends`)
  }
}
