import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { UnitExecution, UnitStore } from '../documents/unit-store.js'
import type { ExecutionMessages, Sending } from '../execution/execution-messages.js'
import type { Instrumentation } from '../execution/instrumentation.js'
import type { Executor } from '../http/execute.js'
import type { HttpContext } from '../http/http-context.js'
import type { UploadLimits } from '../http/parse-multipart.js'
import { noMessages } from '../messaging/no-messages.js'
import type { CommonAppOptions } from './app.js'
import { consoleLogger } from './console-logger.js'
import { systemClock } from './system-clock.js'

const mebibyte = 1_048_576

/** What executions need of the application, and how many are in progress. */
export class Executions implements Executor {
  readonly clock: Clock
  readonly logger: Logger
  readonly bodyLimit: number
  readonly uploads: UploadLimits
  readonly #store: UnitStore
  readonly #tenantOf: ((http: HttpContext) => string | undefined) | undefined
  readonly #userOf: ((http: HttpContext) => string | undefined) | undefined
  readonly #explain: (error: unknown) => unknown
  instrumentation: Instrumentation | undefined
  #openMessages: ((sending: Sending) => ExecutionMessages) | undefined
  #running = 0
  #whenIdle: (() => void)[] = []

  constructor(options: CommonAppOptions, store: UnitStore, explain: (error: unknown) => unknown) {
    this.clock = options.clock ?? systemClock
    this.logger = options.logger ?? consoleLogger()
    this.bodyLimit = options.bodyLimit ?? mebibyte
    const { bytes = 10 * mebibyte, fileBytes = bytes, files = 20 } = options.uploads ?? {}
    this.uploads = { bytes, fileBytes, files }
    this.#tenantOf = options.tenant
    this.#userOf = options.user
    this.#store = store
    this.#explain = explain
  }

  tenantOf(http: HttpContext): string | undefined {
    return this.#tenantOf?.(http)
  }

  userOf(http: HttpContext): string | undefined {
    return this.#userOf?.(http)
  }

  openSession(tenant: string | undefined, execution: UnitExecution): DocumentSession {
    return this.#store.openSession(tenant === undefined ? undefined : { tenant }, execution)
  }

  get hasMessages(): boolean {
    return this.#openMessages !== undefined
  }

  openMessages(sending: Sending): ExecutionMessages {
    return this.#openMessages?.(sending) ?? noMessages
  }

  /** From now on executions send with this. */
  sendWith(openMessages: (sending: Sending) => ExecutionMessages): void {
    this.#openMessages = openMessages
  }

  explain(error: unknown): unknown {
    return this.#explain(error)
  }

  began(): void {
    this.#running++
  }

  ended(): void {
    if (--this.#running > 0 || this.#whenIdle.length === 0) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  /** Resolves when nothing is in progress. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }
}
