import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import type { DocumentSession, DocumentStore } from '../documents/sessions.js'
import type { HttpContext } from '../http/http-context.js'
import type { MessageContext } from '../messaging/message-bus.js'
import type { Supplied } from '../execution/services.js'

/** Opens the session of an execution: asked twice with one context, the same session. */
export interface OpenStore {
  openFor(context: HttpContext | MessageContext): DocumentSession
}

/** What the generated list of endpoints is built from. */
export interface AppHost {
  readonly store: DocumentStore & OpenStore
  readonly logger: Logger
  readonly clock: Clock
  /**
   * A service made from others: once for the application, or per execution if any of them is (then a `PerExecution`).
   * Disposed at stop or at the execution's end, if it can be.
   */
  readonly compose: <D extends readonly unknown[], T>(
    make: (...dependencies: D) => T,
    ...dependencies: { [K in keyof D]: Supplied<D[K]> }
  ) => Supplied<T>
}
