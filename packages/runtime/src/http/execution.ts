import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { Exchange } from './exchange.js'
import { ExecutionServices } from './execution-services.js'
import type { HttpContext } from './http-context.js'
import type { UploadLimits } from './parse-multipart.js'
import { ProblemError } from './problem-details.js'
import type { RequestContext } from './request-context.js'
import { RequestReader } from './request-reader.js'
import type { Scope, Supplied } from './services.js'

/** What an execution needs of the application. */
export interface ExecutionHost {
  readonly clock: Clock
  readonly logger: Logger
  /** In bytes. */
  readonly bodyLimit: number
  readonly uploads: UploadLimits
  tenantOf(http: HttpContext): string | undefined
  openSession(tenant: string | undefined): DocumentSession
}

/** One request from its first read to its answer, with the session and the services that live as long. */
export class HttpExecution extends RequestReader implements HttpContext, RequestContext, Scope {
  readonly #host: ExecutionHost
  readonly #beganAt: Date
  // `null`: it was looked for, and there is none.
  #tenant: string | null | undefined
  #session: DocumentSession | undefined
  #services: ExecutionServices | undefined

  constructor(host: ExecutionHost, exchange: Exchange) {
    super(exchange, host.logger, host)
    this.#host = host
    this.#beganAt = host.clock.now()
  }

  get clock(): Clock {
    return this.#host.clock
  }

  now(): Date {
    return this.#beganAt
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
    return (this.#session ??= this.#host.openSession(this.tenant))
  }

  service<T>(supplied: Supplied<T>): T
  service<T>(supplied: Supplied<T> | undefined, make: () => T): T
  service<T>(supplied: Supplied<T> | undefined, make?: () => T): T {
    this.#services ??= new ExecutionServices(this)
    return this.#services.get(supplied, make)
  }

  get hasServices(): boolean {
    return this.#services !== undefined
  }

  /** Ends what lived as long as this execution. */
  async dispose(): Promise<void> {
    await this.#services?.dispose()
  }

  logAfterCommit(error: unknown): void {
    this.logger.error('a step after the commit failed', { url: this.exchange.target, error })
  }
}
