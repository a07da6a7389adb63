import type { Violation } from '../http/violation.js'
import { Attempt, type AttemptHost } from './attempt.js'
import { untilDone } from './backoff.js'
import { ExpiredMessageError, UnreadableMessageError } from './errors.js'
import type { DeadLetterReason } from './message-store.js'
import type { Place } from './place.js'
import type { Work } from './work.js'

/** What happens to a message when its turn has come: it is read, unless its time is over, and handled. */
export class Pipeline {
  readonly #host: AttemptHost

  constructor(host: AttemptHost) {
    this.#host = host
  }

  readonly run = (work: Work, place: Place): void => {
    if (work.batch !== undefined) {
      this.#runBatch(work, work.batch, place)
      return
    }
    const why = this.#read(work)
    if (why === undefined) new Attempt(this.#host, work, place).start()
    else void this.#refuse(work, why, place)
  }

  #runBatch(work: Work, parts: readonly Work[], place: Place): void {
    const readable: Work[] = []
    for (const part of parts) {
      const why = this.#read(part)
      if (why === undefined) readable.push(part)
      else this.#host.background.add(this.#toDeadLetters(part, why))
    }
    const [first] = readable
    if (first === undefined) place.finished(work)
    else new Attempt(this.#host, { ...first, batch: readable }, place).start()
  }

  /** Why it cannot be handled; `undefined`: it was read. */
  #read(work: Work): DeadLetterReason | undefined {
    const { envelope, handler } = work
    if (envelope.deliverBy !== undefined && envelope.deliverBy < this.#host.clock.now()) {
      const error = new ExpiredMessageError(
        `It was to be delivered by ${envelope.deliverBy.toISOString()}.`,
      )
      return { reason: 'expired', error }
    }
    if (work.message !== undefined) return undefined
    try {
      const violations: Violation[] = []
      const message = handler.mapping.decode(JSON.parse(envelope.body), violations) as
        object | undefined
      work.message = message
      if (violations.length === 0 && message !== undefined) return undefined
      work.message = undefined
      return { reason: 'unreadable', error: new UnreadableMessageError(describe(violations)) }
    } catch (cause) {
      const error = new UnreadableMessageError('Its body cannot be read.', { cause })
      return { reason: 'unreadable', error }
    }
  }

  /** Holds its place while the database is away: whoever is next would fare no better. */
  async #refuse(work: Work, why: DeadLetterReason, place: Place): Promise<void> {
    try {
      await this.#toDeadLetters(work, why)
    } catch {
      // The application ends without the database.
      place.keep(work, 0)
      return
    }
    place.finished(work)
  }

  async #toDeadLetters(work: Work, why: DeadLetterReason): Promise<void> {
    const { envelope, origin, settlement } = work
    const { deadLetters, databaseBackoff, ended } = this.#host
    const add = (): Promise<void> => deadLetters.add(envelope, origin, settlement, why)
    await untilDone(databaseBackoff, add, ended)
    settlement?.done()
  }
}

function describe(violations: readonly Violation[]): string {
  return violations
    .slice(0, 20)
    .map(({ pointer, detail }) => (pointer === '' ? detail : `${pointer}: ${detail}`))
    .join('; ')
}
