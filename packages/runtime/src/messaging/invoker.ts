import { rest } from '../core/timer.js'
import { nameOf, type Type } from '../core/type.js'
import type { AttemptOutcome, Watched } from '../execution/instrumentation.js'
import { asError } from './as-error.js'
import type { AttemptHost } from './attempt.js'
import { Background } from './background.js'
import { asked } from './bus.js'
import { decide } from './decide.js'
import type { Timed } from './deadlines.js'
import type { DeliveryOptions } from './delivery.js'
import { nowhere } from './destination.js'
import { ApplicationStoppedError, NoHandlerError, StoppedError } from './errors.js'
import type { Handler, Handlers } from './handlers.js'
import { makeEnvelope, requireDeliverable } from './make-envelope.js'
import { MessageExecution } from './message-execution.js'
import type { Origination } from './origination.js'
import type { Reply } from './outgoing.js'
import { watchedAttempt, type Work } from './work.js'

export interface Invocation {
  readonly message: object
  readonly reply: Type | undefined
  readonly options: DeliveryOptions
  readonly from: Origination
}

/** What came of an attempt. */
type Tried = { readonly thrown: unknown } | { readonly answer: object | undefined }

/** Handles messages here and now, for somebody who waits: retries are made, and nothing else is done about an error. */
export class Invoker {
  readonly #host: AttemptHost
  readonly #handlers: Handlers
  // Whoever asked hears of what failed.
  readonly #underway = new Background(() => {})

  constructor(host: AttemptHost, handlers: Handlers) {
    this.#host = host
    this.#handlers = handlers
  }

  invoke(invocation: Invocation): Promise<object | undefined> {
    const answering = this.#invoke(invocation)
    this.#underway.add(answering)
    return answering
  }

  get isIdle(): boolean {
    return this.#underway.isIdle
  }

  /** Resolves when nobody waits for an answer. */
  idle(): Promise<void> {
    return this.#underway.idle()
  }

  async #invoke({
    message: given,
    reply,
    options: also,
    from,
  }: Invocation): Promise<object | undefined> {
    const { messages } = this.#host.messenger
    const { message, options } = asked(given, { options: also, mustArrive: true })
    const { name, version, encode } = messages.mappingOf(message, undefined)
    requireDeliverable(options)
    const handlers = this.#handlers.of(name)
    requireHandler(name, handlers, reply)
    const body = this.#host.observers.areThere ? encode(message) : ''
    let answer: object | undefined
    for (const handler of handlers) {
      const letter = { messageName: name, version, body, options, now: this.#host.clock.now() }
      const route = { destination: nowhere(name), handler: handler.name }
      const work = this.#work(message, makeEnvelope(letter, route, from), handler)
      answer = await this.#run(work, reply)
    }
    if (reply === undefined || answer !== undefined) return answer
    throw new NoHandlerError(
      `${handlers[0]!.name} handled "${name}" and returned no ${nameOf(reply)}. Ask for what it returns, or for no reply.`,
    )
  }

  #work(message: object, envelope: Work['envelope'], handler: Handler): Work {
    const one: Work = { envelope, origin: 'memory', handler, settlement: undefined, message }
    return handler.batch === undefined ? one : { ...one, batch: [one] }
  }

  async #run(work: Work, reply: Type | undefined): Promise<object | undefined> {
    const { handler } = work
    const { ended } = this.#host
    for (;;) {
      const tried = await this.#try(work, reply)
      if ('answer' in tried) return tried.answer
      const { attempt } = work.envelope
      const continuation = decide(handler.rules, tried.thrown, attempt, Math.random)
      if (continuation.kind !== 'retry') throw tried.thrown
      work.envelope = { ...work.envelope, attempt: attempt + 1 }
      await rest(continuation.afterMs, ended)
      if (ended.aborted) throw tried.thrown
    }
  }

  #try(work: Work, reply: Type | undefined): Promise<Tried> {
    const { instrumentation } = this.#host
    if (instrumentation === undefined) return this.#handle(work, reply)
    const watched = instrumentation.attempt(watchedAttempt(work, true))
    return watched.run(() => this.#handle(work, reply, watched))
  }

  async #handle(
    work: Work,
    reply: Type | undefined,
    watched?: Watched<AttemptOutcome>,
  ): Promise<Tried> {
    const { observers } = this.#host
    const { envelope, handler } = work
    // What an attempt answers that fails is no answer.
    const captured = reply === undefined ? undefined : new Captured(reply)
    const execution = new MessageExecution(this.#host, work, captured)
    const beganAtMs = performance.now()
    observers.tell(envelope, { kind: 'started', handler: handler.name })
    try {
      await this.#inTime(execution, work)
    } catch (thrown) {
      const error = this.#host.explain(thrown)
      execution.abort(asError(error))
      await execution.end()
      watched?.ended({ kind: 'failed', error })
      observers.tell(envelope, { kind: 'failed', handler: handler.name, error })
      return { thrown: error }
    }
    await execution.end()
    const ms = performance.now() - beganAtMs
    const kind = execution.isStopped ? 'stopped' : 'executed'
    watched?.ended({ kind })
    observers.tell(envelope, { kind, handler: handler.name, ms })
    if (execution.isStopped) throw new StoppedError(envelope.messageName, execution.stoppedBy)
    return { answer: captured?.value }
  }

  #inTime(execution: MessageExecution, work: Work): Promise<void> {
    const { deadlines, timeoutMs } = this.#host
    const given = work.batch === undefined ? work.message : work.batch.map(({ message }) => message)
    return new Promise((resolve, reject) => {
      const timed: Timed = {
        endsAt: 0,
        expire: () => {
          const error = execution.expire(timeoutMs)
          if (error !== undefined) reject(error)
          return error !== undefined
        },
        halt: () => {
          if (execution.isCommitting) return
          const error = new ApplicationStoppedError()
          execution.abort(error)
          reject(error)
        },
      }
      deadlines.watch(timed)
      const over = (): void => {
        deadlines.over(timed)
      }
      // What it throws at once rejects, as what it throws later does.
      new Promise<void>((handled) => {
        handled(work.handler.handler.handle(given as never, execution))
      })
        .then(() => execution.complete())
        .finally(over)
        .then(resolve, reject)
    })
  }
}

/** What a handler is asked to answer. The first of the type is the answer; what else it returns is sent. */
class Captured implements Reply {
  readonly #type: Type
  value: object | undefined

  constructor(type: Type) {
    this.#type = type
  }

  isOne(value: object): boolean {
    if (this.value !== undefined) return false
    return typeof this.#type === 'function' && value instanceof this.#type
  }

  take(value: object): void {
    this.value = value
  }
}

function requireHandler(name: string, handlers: readonly Handler[], reply: Type | undefined): void {
  if (handlers.length === 0) {
    throw new NoHandlerError(
      `Nobody handles "${name}" here. Write a handler and run "critter codegen", or send() it to whoever does.`,
    )
  }
  if (handlers.length > 1 && reply !== undefined) {
    const names = handlers.map((each) => each.name).join(', ')
    throw new NoHandlerError(
      `"${name}" has several handlers (${names}), and a reply is wanted of one. Invoke it without a reply, or give the question a message of its own.`,
    )
  }
}
