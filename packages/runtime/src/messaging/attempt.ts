import { inspect } from 'node:util'
import type { Logger } from '../core/logger.js'
import type { AttemptOutcome, Watched } from '../execution/instrumentation.js'
import type { Background } from './background.js'
import type { Backoff } from './backoff.js'
import { askCustom } from './ask-custom.js'
import type { DeadLetters } from './dead-letters.js'
import type { Deadlines, Timed } from './deadlines.js'
import { decide, type Continuation } from './decide.js'
import { ApplicationStoppedError } from './errors.js'
import type { MessageStore } from './message-store.js'
import { MessageExecution, type WorkHost } from './message-execution.js'
import type { Observers } from './observers.js'
import { partsOf, watchedAttempt, type Work } from './work.js'

/** What attempts need. */
export interface AttemptHost extends WorkHost {
  readonly logger: Logger
  readonly store: MessageStore
  readonly observers: Observers
  readonly deadlines: Deadlines
  readonly timeoutMs: number
  readonly background: Background
  readonly deadLetters: DeadLetters
  /** How long nothing is started when the database is away. */
  readonly databaseBackoff: Backoff
  /** Aborted when the application ends and does not wait any longer. */
  readonly ended: AbortSignal
  /** What an error is when one knows the application. */
  explain(error: unknown): unknown
}

/** Where a message waits for its turn, and what may become of it there. */
export interface Place {
  finished(work: Work): void
  /** Keeps its place, and has another attempt after this time. */
  retry(work: Work, afterMs: number): void
  requeue(work: Work): void
  /** The same, in parts. */
  split(work: Work, parts: readonly Work[]): void
  keep(work: Work, pauseMs: number): void
  pause(forMs: number): void
  /** Whether an attempt has failed. */
  tried(outcome: 'handled' | 'failed'): void
}

/**
 * One attempt to handle a message. It is *running* until its handler resolves or rejects, or its time is over: the first of
 * these decides, and what comes afterwards is nobody's. A handler that has resolved is *completing*: what it sent is committed,
 * with the mark that the message is handled. Then the message leaves its place; or, when anything failed, does what its rules
 * say.
 */
export class Attempt implements Timed {
  endsAt = 0
  readonly #host: AttemptHost
  readonly #work: Work
  readonly #place: Place
  readonly #execution: MessageExecution
  readonly #beganAtMs: number
  #watched: Watched<AttemptOutcome> | undefined
  #isOver = false

  constructor(host: AttemptHost, work: Work, place: Place) {
    this.#host = host
    this.#work = work
    this.#place = place
    this.#execution = new MessageExecution(host, work)
    this.#beganAtMs = host.observers.areThere ? performance.now() : 0
  }

  start(): void {
    const { handler } = this.#work
    const { observers, deadlines, instrumentation } = this.#host
    if (observers.areThere) this.#tell({ kind: 'started', handler: handler.name })
    deadlines.watch(this)
    if (instrumentation === undefined) {
      this.#run()
      return
    }
    this.#watched = instrumentation.attempt(watchedAttempt(this.#work, false))
    this.#watched.run(() => {
      this.#run()
    })
  }

  #run(): void {
    const { handler, batch, message } = this.#work
    const given = batch === undefined ? message : batch.map((each) => each.message)
    try {
      // A handler written by hand may return nothing at all.
      Promise.resolve(handler.handler.handle(given as never, this.#execution)).then(
        () => {
          this.#handled()
        },
        (error: unknown) => {
          this.#fail(error)
        },
      )
    } catch (error) {
      this.#fail(error)
    }
  }

  expire(): boolean {
    const error = this.#execution.expire(this.#host.timeoutMs)
    if (error === undefined) return false
    this.#fail(error)
    return true
  }

  halt(): void {
    if (this.#isOver || this.#execution.isCommitting) return
    this.#over()
    this.#watched?.ended({ kind: 'halted' })
    this.#execution.abort(new ApplicationStoppedError())
    this.#place.keep(this.#work, 0)
  }

  #handled(): void {
    if (this.#isOver) return
    if (this.#execution.isBare) this.#finish()
    else void this.#complete()
  }

  async #complete(): Promise<void> {
    try {
      await this.#execution.complete()
    } catch (error) {
      this.#fail(error)
      return
    }
    if (!this.#isOver) this.#finish()
  }

  #finish(): void {
    this.#over()
    this.#host.databaseBackoff.reset()
    this.#place.tried('handled')
    this.#watched?.ended({ kind: this.#execution.isStopped ? 'stopped' : 'executed' })
    if (this.#host.observers.areThere) this.#tellHandled()
    const marking = this.#execution.isMarked ? undefined : this.#mark()
    if (this.#execution.isBare && !this.#host.background.isCrowded) {
      if (marking !== undefined) this.#host.background.add(marking)
      this.#settle()
      return
    }
    void this.#end(marking)
  }

  async #end(marking: Promise<void> | undefined): Promise<void> {
    // What is sent inline is at its broker before ours hears that the message is handled.
    await this.#execution.end()
    if (this.#host.background.isCrowded) await marking?.catch(() => {})
    else if (marking !== undefined) this.#host.background.add(marking)
    this.#settle()
  }

  /** Of a message whose effects are none of ours, only a row says that it has to be handled. */
  #mark(): Promise<void> | undefined {
    const { store } = this.#host
    const { batch, envelope, origin } = this.#work
    if (batch === undefined) {
      return origin === 'local' || origin === 'received'
        ? store.markHandled(envelope, origin)
        : undefined
    }
    const marked = batch.flatMap((each) =>
      each.origin === 'local' || each.origin === 'received'
        ? [store.markHandled(each.envelope, each.origin)]
        : [],
    )
    return marked.length === 0 ? undefined : Promise.all(marked).then(() => {})
  }

  #settle(): void {
    for (const { settlement } of partsOf(this.#work)) settlement?.done()
    this.#place.finished(this.#work)
  }

  #over(): void {
    this.#isOver = true
    this.#host.deadlines.over(this)
  }

  #fail(thrown: unknown): void {
    if (this.#isOver) return
    this.#over()
    const error = this.#host.explain(thrown)
    this.#execution.abort(asError(error))
    // Not waited for: what is disposed may be what hangs.
    this.#host.background.add(this.#execution.end())
    const { handler, envelope } = this.#work
    const continuation = decide(handler.rules, error, envelope.attempt, Math.random)
    this.#watched?.ended(
      continuation.kind === 'duplicate' ? { kind: 'duplicate' } : { kind: 'failed', error },
    )
    if (continuation.kind !== 'duplicate' && continuation.kind !== 'keep') {
      this.#place.tried('failed')
      this.#tell({ kind: 'failed', handler: handler.name, error })
    }
    this.#follow(continuation, error)
  }

  #follow(continuation: Continuation, error: unknown): void {
    const { batch } = this.#work
    if (batch !== undefined && batch.length > 1 && isAnEnd(continuation)) {
      this.#split(batch, continuation, error)
      return
    }
    switch (continuation.kind) {
      case 'retry':
        this.#warn('a message is tried again', error, { afterMs: continuation.afterMs })
        this.#retry(continuation.afterMs)
        return
      case 'requeue':
        this.#warn('a message waits behind the others', error)
        this.#requeue()
        return
      case 'pause':
        this.#warn('a message waits, and its listener rests', error, { forMs: continuation.forMs })
        this.#place.pause(continuation.forMs)
        this.#requeue()
        return
      case 'keep':
        this.#keep(error)
        return
      case 'duplicate':
        this.#drop('duplicate')
        return
      case 'discard':
        this.#warn('a message was discarded', error)
        this.#drop('discarded')
        return
      case 'schedule-retry':
        void this.#orKeep(() => this.#schedule(continuation.afterMs, error))
        return
      case 'dead-letter':
        void this.#orKeep(() => this.#deadLetter(error))
        return
      case 'custom':
        void this.#askCustom(continuation, error)
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
  #split(batch: readonly Work[], { kind }: Continuation, error: unknown): void {
    this.#warn('the messages of a batch are tried one by one', error)
    // To be a duplicate is no failure.
    if (kind !== 'duplicate') this.#count()
    this.#place.split(
      this.#work,
      batch.map((each) => ({ ...each, batch: [each] })),
    )
  }

  #keep(error: unknown): void {
    const pauseMs = this.#host.databaseBackoff.next()
    this.#warn('a message is kept until the database answers', error, { pauseMs })
    this.#place.keep(this.#work, pauseMs)
  }

  #drop(kind: 'duplicate' | 'discarded'): void {
    this.#tell({ kind })
    // The row of a duplicate says already that it is handled, or is another node's.
    const marking = kind === 'discarded' ? this.#mark() : undefined
    if (marking !== undefined) this.#host.background.add(marking)
    this.#settle()
  }

  async #schedule(afterMs: number, error: unknown): Promise<void> {
    this.#count()
    const at = new Date(this.#host.clock.now().getTime() + afterMs)
    for (const { envelope, origin } of partsOf(this.#work)) {
      await this.#host.store.rescheduleIncoming(envelope, origin, at)
      this.#host.observers.tell(envelope, { kind: 'scheduled' })
    }
    this.#warn('a message is tried again later', error, { at })
    this.#settle()
  }

  async #deadLetter(error: unknown): Promise<void> {
    for (const { envelope, origin, settlement } of partsOf(this.#work)) {
      await this.#host.deadLetters.add(envelope, origin, settlement, {
        reason: 'handler-failed',
        error,
      })
    }
    this.#settle()
  }

  async #askCustom(
    { decide: ask }: Extract<Continuation, { kind: 'custom' }>,
    error: unknown,
  ): Promise<void> {
    const { logger, timeoutMs } = this.#host
    const { envelope } = this.#execution
    const outcome = await askCustom(ask, asError(error), envelope, timeoutMs, (failure) => {
      const text = 'a custom error rule failed; the message goes to the dead letters'
      logger.error(text, { error, failure })
    })
    this.#follow(outcome === 'retry' ? { kind: 'retry', afterMs: 0 } : { kind: outcome }, error)
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

  #tellHandled(): void {
    const { name } = this.#work.handler
    const ms = performance.now() - this.#beganAtMs
    this.#tell({ kind: this.#execution.isStopped ? 'stopped' : 'executed', handler: name, ms })
  }

  #tell(happened: Parameters<Observers['tell']>[1]): void {
    for (const { envelope } of partsOf(this.#work)) this.#host.observers.tell(envelope, happened)
  }

  #warn(message: string, error: unknown, also: object = {}): void {
    const { envelope, handler } = this.#work
    const { id, messageName, correlationId, attempt } = envelope
    this.#host.logger.warn(message, {
      messageName,
      id,
      correlationId,
      handler: handler.name,
      attempt,
      ...also,
      error,
    })
  }
}

/** Whether the message leaves its place for good. */
function isAnEnd({ kind }: Continuation): boolean {
  return kind === 'duplicate' || kind === 'discard' || kind === 'dead-letter'
}

/** What was thrown, which may be anything, as an error. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  return new Error(`Something was thrown that is no error: ${describe(thrown)}`, { cause: thrown })
}

function describe(thrown: unknown): string {
  return typeof thrown === 'object'
    ? inspect(thrown, { depth: 1 })
    : `${typeof thrown} ${inspect(thrown)}`
}
