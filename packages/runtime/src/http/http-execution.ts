import type { Clock } from '../core/clock.js'
import type { EventMetadata } from '../core/event-metadata.js'
import type { Logger } from '../core/logger.js'
import { newId } from '../core/new-id.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { UnitExecution } from '../documents/unit-store.js'
import { isExecution, type Execution } from '../execution/execution.js'
import type { ExecutionMessages, Sending } from '../execution/execution-messages.js'
import { ExecutionServices } from '../execution/execution-services.js'
import type { Supplied } from '../execution/services.js'
import type { MessageBus, MessageContext } from '../messaging/message-bus.js'
import type { Exchange } from './exchange.js'
import type { HttpContext } from './http-context.js'
import type { UploadLimits } from './parse-multipart.js'
import { ProblemError } from './problem-details.js'
import type { RequestContext } from './request-context.js'
import { givenRequestId } from './request-id.js'
import { RequestReader } from './request-reader.js'
import { UncommittedMessagesError } from './uncommitted-messages-error.js'

/** What an execution needs of the application. */
export interface ExecutionHost {
  readonly clock: Clock
  readonly logger: Logger
  /** In bytes. */
  readonly bodyLimit: number
  readonly uploads: UploadLimits
  tenantOf(http: HttpContext): string | undefined
  userOf(http: HttpContext): string | undefined
  openSession(tenant: string | undefined, execution: UnitExecution): DocumentSession
  /** Whether the application has messages: where it has none, no unit of work has a part for them. */
  readonly hasMessages: boolean
  openMessages(sending: Sending): ExecutionMessages
}

/** One request from its first read to its answer, with the session, the messages and the services that live as long. */
export class HttpExecution extends RequestReader implements HttpContext, RequestContext, Execution {
  readonly #host: ExecutionHost
  readonly #beganAt: Date
  // `null`: it was looked for, and there is none.
  #tenant: string | null | undefined
  #correlationId: string | undefined
  #logger: Logger | undefined
  #session: DocumentSession | undefined
  #messages: ExecutionMessages | undefined
  #services: ExecutionServices | undefined
  #hasEnded = false

  constructor(host: ExecutionHost, exchange: Exchange) {
    super(exchange, host.logger, host)
    this.#host = host
    this.#beganAt = host.clock.now()
  }

  get [isExecution](): true {
    return true
  }

  get clock(): Clock {
    return this.#host.clock
  }

  now(): Date {
    return this.#beganAt
  }

  get correlationId(): string {
    return (this.#correlationId ??= newId())
  }

  override get logger(): Logger {
    return (this.#logger ??= this.#childLogger())
  }

  #childLogger(): Logger {
    const { logger } = this.#host
    if (logger.child === undefined) return logger
    const requestId = givenRequestId(this.exchange)
    const { correlationId } = this
    return logger.child({ correlationId, ...(requestId === undefined ? {} : { requestId }) })
  }

  get tenant(): string | undefined {
    if (this.#tenant === undefined) {
      const said = this.#host.tenantOf(this) ?? null
      // An empty header names nobody.
      this.#tenant = said === '' ? null : said
    }
    return this.#tenant ?? undefined
  }

  requireTenant(): string {
    if (this.tenant !== undefined) return this.tenant
    throw new ProblemError({ status: 400, detail: 'The request names no tenant.' })
  }

  get session(): DocumentSession {
    if (this.#session === undefined) {
      const part = this.#host.hasMessages ? this.#sent : undefined
      const metadata = () => this.#metadata
      this.#session = this.#host.openSession(this.tenant, { part, metadata })
    }
    return this.#session
  }

  get #metadata(): EventMetadata {
    return { correlationId: this.correlationId, user: this.#host.userOf(this) }
  }

  get #sent(): ExecutionMessages {
    if (this.#messages === undefined) {
      this.#messages = this.#host.openMessages(this)
      if (this.#hasEnded) this.#messages.end()
    }
    return this.#messages
  }

  get bus(): MessageBus {
    return this.#sent.context
  }

  get context(): MessageContext {
    return this.#sent.context
  }

  cascade(value: unknown, name?: string): void {
    this.#sent.cascade(value, name)
  }

  cascadeAsync(value: unknown, name?: string): Promise<void> {
    return this.#sent.cascadeAsync(value, name)
  }

  commitMessages(): Promise<void> {
    return this.#sent.commit()
  }

  service<T>(supplied: Supplied<T>): T
  service<T>(supplied: Supplied<T> | undefined, make: () => T): T
  service<T>(supplied: Supplied<T> | undefined, make?: () => T): T {
    this.#services ??= new ExecutionServices(this)
    return this.#services.get(supplied, make)
  }

  protected override beforeSuccess(): void {
    if (this.#messages?.isEmpty === false) throw new UncommittedMessagesError()
  }

  /** Ends what lived as long as this execution. `undefined`: nothing did. */
  end(): Promise<void> | undefined {
    this.#hasEnded = true
    if (this.#services === undefined && this.#messages === undefined) return undefined
    return this.#end()
  }

  async #end(): Promise<void> {
    this.#messages?.end()
    await this.#messages?.released()
    await this.#services?.dispose()
  }

  logAfterCommit(error: unknown): void {
    this.logger.error('a step after the commit failed', { url: this.exchange.target, error })
  }
}
