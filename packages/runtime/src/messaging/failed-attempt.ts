import type { Logger } from '../core/logger.js'
import { asError } from './as-error.js'
import { askCustom } from './ask-custom.js'
import type { AttemptHost } from './attempt.js'
import type { Continuation } from './decide.js'
import type { Envelope } from './envelope.js'
import { finish, mark } from './finish.js'
import type { Observers } from './observers.js'
import type { Place } from './place.js'
import { partsOf, type Work } from './work.js'

interface Failure {
  readonly place: Place
  readonly error: unknown
  /** As its handler was given it. */
  readonly message: Envelope
}

/** What becomes of a message after an attempt that failed. */
export class FailedAttempt {
  readonly #host: AttemptHost
  readonly #work: Work
  readonly #place: Place
  readonly #error: unknown
  readonly #message: Envelope

  constructor(host: AttemptHost, work: Work, { place, error, message }: Failure) {
    this.#host = host
    this.#work = work
    this.#place = place
    this.#error = error
    this.#message = message
  }

  /** What it failed after is committed, with the mark: another attempt could only find out that it is a duplicate. */
  countAsHandled(): void {
    this.#log('error', 'a handler failed after its commit; its message counts as handled')
    this.#tell({ kind: 'discarded' })
    finish(this.#work, this.#place)
  }

  follow(continuation: Continuation): void {
    const { batch } = this.#work
    if (batch !== undefined && batch.length > 1 && isAnEnd(continuation)) {
      this.#split(batch, continuation)
      return
    }
    switch (continuation.kind) {
      case 'retry':
        this.#warn('a message is tried again', { afterMs: continuation.afterMs })
        this.#retry(continuation.afterMs)
        return
      case 'requeue':
        this.#warn('a message waits behind the others')
        this.#requeue()
        return
      case 'pause':
        this.#warn('a message waits, and its listener rests', { forMs: continuation.forMs })
        this.#place.pause(continuation.forMs)
        this.#requeue()
        return
      case 'keep':
        this.#keep(this.#error)
        return
      case 'duplicate':
        this.#drop('duplicate')
        return
      case 'discard':
        this.#warn('a message was discarded')
        this.#drop('discarded')
        return
      case 'schedule-retry':
        void this.#orKeep(() => this.#schedule(continuation.afterMs))
        return
      case 'dead-letter':
        void this.#orKeep(() => this.#deadLetter())
        return
      case 'custom':
        void this.#askCustom(continuation)
    }
  }

  #retry(afterMs: number): void {
    this.#count()
    this.#place.retry(this.#work, afterMs)
  }

  #requeue(): void {
    this.#count()
    this.#tell({ kind: 'requeued' })
    this.#place.requeue(this.#work)
  }

  /** One of them may be all that is wrong with the others, or the only one that was handled before. */
  #split(batch: readonly Work[], { kind }: Continuation): void {
    this.#warn('the messages of a batch are tried one by one')
    // To be a duplicate is no failure.
    if (kind !== 'duplicate') this.#count()
    this.#place.split(
      this.#work,
      batch.map((each) => ({ ...each, batch: [each] })),
    )
  }

  #keep(error: unknown): void {
    const pauseMs = this.#host.databaseBackoff.next()
    this.#warn('a message is kept until the database answers', { pauseMs, error })
    this.#place.keep(this.#work, pauseMs)
  }

  #drop(kind: 'duplicate' | 'discarded'): void {
    this.#tell({ kind })
    // The row of a duplicate says already that it is handled, or is another node's.
    const marking = kind === 'discarded' ? mark(this.#work, this.#host.store) : undefined
    if (marking !== undefined) this.#host.background.add(marking)
    finish(this.#work, this.#place)
  }

  async #schedule(afterMs: number): Promise<void> {
    this.#count()
    const at = new Date(this.#host.clock.now().getTime() + afterMs)
    for (const { envelope, origin } of partsOf(this.#work)) {
      await this.#host.store.rescheduleIncoming(envelope, origin, at)
      this.#host.observers.tell(envelope, { kind: 'scheduled' })
    }
    this.#warn('a message is tried again later', { at })
    finish(this.#work, this.#place)
  }

  async #deadLetter(): Promise<void> {
    for (const { envelope, origin, settlement } of partsOf(this.#work)) {
      await this.#host.deadLetters.add(envelope, origin, settlement, {
        reason: 'handler-failed',
        error: this.#error,
      })
    }
    finish(this.#work, this.#place)
  }

  async #askCustom({ decide: ask }: Extract<Continuation, { kind: 'custom' }>): Promise<void> {
    const { logger, timeoutMs } = this.#host
    const error = this.#error
    const outcome = await askCustom(ask, asError(error), this.#message, timeoutMs, (failure) => {
      const text = 'a custom error rule failed; the message goes to the dead letters'
      logger.error(text, { error, failure })
    })
    this.follow(outcome === 'retry' ? { kind: 'retry', afterMs: 0 } : { kind: outcome })
  }

  /** What needs the database and does not get it is tried as a whole again. */
  async #orKeep(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#keep(this.#host.explain(error))
    }
  }

  /** The next attempt is another one. */
  #count(): void {
    for (const part of partsOf(this.#work)) {
      part.envelope = { ...part.envelope, attempt: part.envelope.attempt + 1 }
      // Read again: this attempt may have changed what it was given.
      part.message = undefined
    }
    if (this.#work.batch !== undefined) this.#work.envelope = this.#work.batch[0]!.envelope
  }

  #warn(message: string, also: object = {}): void {
    this.#log('warn', message, also)
  }

  #log(level: keyof Pick<Logger, 'warn' | 'error'>, message: string, also: object = {}): void {
    const { envelope, handler } = this.#work
    const { id, messageName, correlationId, attempt } = envelope
    this.#host.logger[level](message, {
      messageName,
      id,
      correlationId,
      handler: handler.name,
      attempt,
      error: this.#error,
      ...also,
    })
  }

  #tell(happened: Parameters<Observers['tell']>[1]): void {
    for (const { envelope } of partsOf(this.#work)) this.#host.observers.tell(envelope, happened)
  }
}

/** Whether the message leaves its place for good. */
function isAnEnd({ kind }: Continuation): boolean {
  return kind === 'duplicate' || kind === 'discard' || kind === 'dead-letter'
}
