import type { Logger } from '../core/logger.js'
import type { AttemptOutcome, Watched } from '../execution/instrumentation.js'
import type { Background } from './background.js'
import type { Backoff } from './backoff.js'
import { asError } from './as-error.js'
import type { DeadLetters } from './dead-letters.js'
import type { Deadlines, Timed } from './deadlines.js'
import { decide } from './decide.js'
import { ApplicationStoppedError } from './errors.js'
import { FailedAttempt } from './failed-attempt.js'
import { finish, mark } from './finish.js'
import type { MessageStore } from './message-store.js'
import { MessageExecution, type WorkHost } from './message-execution.js'
import type { Observers } from './observers.js'
import type { Place } from './place.js'
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

/**
 * One attempt to handle a message. It is *running* until its handler resolves or rejects, or its time is over: the first of
 * these decides, and what comes afterwards is nobody's. A handler that has resolved is *completing*: what it sent is committed,
 * with the mark that the message is handled. Then the message leaves its place; or, when anything failed, does what its rules
 * say, unless the mark is committed already.
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
    this.#execution.over()
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
    const marking = this.#execution.isMarked ? undefined : mark(this.#work, this.#host.store)
    if (this.#execution.isBare && !this.#host.background.isCrowded) {
      if (marking !== undefined) this.#host.background.add(marking)
      finish(this.#work, this.#place)
      return
    }
    void this.#end(marking)
  }

  async #end(marking: Promise<void> | undefined): Promise<void> {
    // What is sent inline is at its broker before ours hears that the message is handled.
    await this.#execution.end()
    if (this.#host.background.isCrowded) await marking?.catch(() => {})
    else if (marking !== undefined) this.#host.background.add(marking)
    finish(this.#work, this.#place)
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
    const failed = new FailedAttempt(this.#host, this.#work, {
      place: this.#place,
      error,
      message: this.#execution.envelope,
    })
    if (this.#isHandledAlready) {
      this.#tellFailed(error)
      failed.countAsHandled()
      return
    }
    const { handler, envelope } = this.#work
    const continuation = decide(handler.rules, error, envelope.attempt, Math.random)
    if (continuation.kind === 'duplicate') this.#watched?.ended({ kind: 'duplicate' })
    else if (continuation.kind === 'keep') this.#watched?.ended({ kind: 'failed', error })
    else this.#tellFailed(error)
    failed.follow(continuation)
  }

  /** What is only in memory has no mark, and would be tried again by nobody else. */
  get #isHandledAlready(): boolean {
    return (
      this.#execution.isMarked && partsOf(this.#work).every(({ origin }) => origin !== 'memory')
    )
  }

  #tellFailed(error: unknown): void {
    this.#watched?.ended({ kind: 'failed', error })
    this.#place.tried('failed')
    this.#tell({ kind: 'failed', handler: this.#work.handler.name, error })
  }

  #tellHandled(): void {
    const { name } = this.#work.handler
    const ms = performance.now() - this.#beganAtMs
    this.#tell({ kind: this.#execution.isStopped ? 'stopped' : 'executed', handler: name, ms })
  }

  #tell(happened: Parameters<Observers['tell']>[1]): void {
    for (const { envelope } of partsOf(this.#work)) this.#host.observers.tell(envelope, happened)
  }
}
