import type { Clock } from '../core/clock.js'
import type { EventMetadata } from '../core/event-metadata.js'
import type { Logger } from '../core/logger.js'
import type { Type } from '../core/type.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { UnitExecution } from '../documents/unit-store.js'
import { isExecution, type Execution } from '../execution/execution.js'
import { ExecutionServices } from '../execution/execution-services.js'
import type { Instrumentation } from '../execution/instrumentation.js'
import type { Supplied } from '../execution/services.js'
import type { HttpResult } from '../http/http-result.js'
import { problem, type ProblemDetails } from '../http/problem-details.js'
import type { ValidationErrors } from '../http/validation-errors.js'
import { Bus, type Asked } from './bus.js'
import type { DeliveryOptions } from './delivery.js'
import { openEnvelope, type Envelope } from './envelope.js'
import { HandlerTimeoutError, MissingTenantError } from './errors.js'
import type { Invoker } from './invoker.js'
import type { MessageContext } from './message-bus.js'
import type { HandlerContext } from './message-handler.js'
import type { Messenger } from './messenger.js'
import type { Origination } from './origination.js'
import type { Reply } from './outgoing.js'
import { problemOfStop } from './stop.js'
import { WorkMessages } from './work-messages.js'
import type { Work } from './work.js'

/** What handling messages needs of the application. */
export interface WorkHost {
  readonly clock: Clock
  readonly logger: Logger
  readonly messenger: Messenger
  readonly invoker: Invoker
  readonly instrumentation: Instrumentation | undefined
  openSession(tenant: string | undefined, execution: UnitExecution): DocumentSession
}

/** One attempt to handle a message, with the session, the messages and the services that live as long. */
export class MessageExecution
  extends Bus
  implements MessageContext, HandlerContext, Execution, Origination
{
  readonly #host: WorkHost
  readonly #work: Work
  readonly #reply: Reply | undefined
  readonly #beganAt: Date
  #logger: Logger | undefined
  #session: DocumentSession | undefined
  #messages: WorkMessages | undefined
  #services: ExecutionServices | undefined
  #aborting: AbortController | undefined
  #abortedBy: Error | undefined
  #saga: string | undefined
  #hasEnded = false
  /** Whether a before-method ended it, and how it put that. */
  isStopped = false
  stoppedBy: ProblemDetails | undefined

  constructor(host: WorkHost, work: Work, reply?: Reply) {
    super()
    this.#host = host
    this.#work = work
    this.#reply = reply
    this.#beganAt = host.clock.now()
    this.#saga = work.envelope.sagaId
  }

  get [isExecution](): true {
    return true
  }

  get envelope(): Envelope {
    const { envelope, message } = this.#work
    return openEnvelope(envelope, message!)
  }

  get clock(): Clock {
    return this.#host.clock
  }

  get logger(): Logger {
    return (this.#logger ??= this.#childLogger())
  }

  #childLogger(): Logger {
    const { logger } = this.#host
    if (logger.child === undefined) return logger
    const { id, messageName, correlationId, attempt } = this.#work.envelope
    const { name: handler } = this.#work.handler
    return logger.child({ messageId: id, messageName, correlationId, handler, attempt })
  }

  now(): Date {
    return this.#beganAt
  }

  get context(): MessageContext {
    return this
  }

  get tenant(): string | undefined {
    return this.#work.envelope.tenant
  }

  requireTenant(): string {
    if (this.tenant !== undefined) return this.tenant
    throw new MissingTenantError(this.#work.envelope.messageName)
  }

  get signal(): AbortSignal {
    this.#aborting ??= new AbortController()
    if (this.#abortedBy !== undefined) this.#aborting.abort(this.#abortedBy)
    return this.#aborting.signal
  }

  get session(): DocumentSession {
    return (this.#session ??= this.#host.openSession(this.tenant, {
      part: this.messages,
      metadata: () => this.#metadata,
    }))
  }

  get #metadata(): EventMetadata {
    const { correlationId, id: causationId, headers } = this.#work.envelope
    return { correlationId, causationId, headers }
  }

  get messages(): WorkMessages {
    if (this.#messages === undefined) {
      this.#messages = new WorkMessages(this.#host.messenger, this, this.#work, this.#reply)
      if (this.#hasEnded) this.#messages.end()
    }
    return this.#messages
  }

  // What is sent from here: see Origination.
  get correlationId(): string {
    return this.#work.envelope.correlationId
  }
  get causationId(): string {
    return this.#work.envelope.id
  }
  get cameBy(): string {
    return this.#work.envelope.destination
  }
  get replyTo(): string | undefined {
    return this.#work.envelope.replyTo
  }
  get sagaId(): string | undefined {
    return this.#saga
  }

  enterSaga(id: string | number): void {
    this.#saga = String(id)
  }

  cascade(value: unknown, name?: string): void {
    if (value !== null && value !== undefined) this.messages.cascade(value, name)
  }

  cascadeAsync(value: unknown, name?: string): Promise<void> {
    return this.messages.cascadeAsync(value, name)
  }

  // Asynchronous, so that what is wrong with the message rejects.
  // eslint-disable-next-line @typescript-eslint/require-await
  protected override async dispatch(asked: Asked): Promise<void> {
    this.messages.enlist(asked)
  }

  protected override run(
    message: object,
    reply: Type | undefined,
    options: DeliveryOptions,
  ): Promise<object | undefined> {
    return this.#host.invoker.invoke({ message, reply, options, from: this })
  }

  service<T>(supplied: Supplied<T>): T
  service<T>(supplied: Supplied<T> | undefined, make: () => T): T
  service<T>(supplied: Supplied<T> | undefined, make?: () => T): T {
    this.#services ??= new ExecutionServices(this)
    return this.#services.get(supplied, make)
  }

  stop(by?: ProblemDetails | HttpResult | readonly string[] | ValidationErrors): void {
    this.isStopped = true
    this.stoppedBy = problemOfStop(by)
    const { id, messageName, correlationId } = this.#work.envelope
    const why = this.stoppedBy?.detail ?? this.stoppedBy?.title
    this.#host.logger.info('the handling of a message was stopped', {
      messageName,
      id,
      correlationId,
      handler: this.#work.handler.name,
      ...(why === undefined ? {} : { why }),
    })
  }

  stopMissing(detail: string): void {
    this.stop(problem({ status: 404, detail }))
  }

  logAfterCommit(error: unknown): void {
    const { id, messageName, correlationId } = this.#work.envelope
    this.#host.logger.error('a step after the commit failed', {
      messageName,
      id,
      correlationId,
      error,
    })
  }

  /** Whether nothing was asked of it that has to be brought to an end. */
  get isBare(): boolean {
    return this.#messages === undefined && this.#services === undefined
  }

  /** Its handler has ended, one way or the other: what is sent from now on comes too late. */
  over(): void {
    this.#hasEnded = true
    this.#messages?.end()
  }

  /** Commits what no session has: what was sent, and that the message is handled. */
  async complete(): Promise<void> {
    this.over()
    if (this.#messages !== undefined) await this.#messages.complete()
  }

  get isMarked(): boolean {
    return this.#messages?.isMarked === true
  }

  get isCommitting(): boolean {
    return this.#messages?.isCommitting === true
  }

  /**
   * Its time is over: from now on it commits nothing. `undefined`: it is committing, and what comes of that decides whether
   * the message is handled.
   */
  expire(withinMs: number): HandlerTimeoutError | undefined {
    if (this.isCommitting) return undefined
    const { messageName } = this.#work.envelope
    const error = new HandlerTimeoutError(
      `${this.#work.handler.name} has not finished "${messageName}" within ${withinMs / 1000} seconds. What it had not committed is ` +
        'lost. Let it take part of the work, or allow more time with the option "handlerTimeout".',
    )
    this.abort(error)
    return error
  }

  /** Whatever it still does, it commits nothing more. */
  abort(error: Error): void {
    this.#abortedBy = error
    this.over()
    this.messages.close(error)
    this.#aborting?.abort(error)
  }

  /** Ends what lived as long as this execution. */
  async end(): Promise<void> {
    await this.#messages?.released()
    await this.#services?.dispose()
  }
}
