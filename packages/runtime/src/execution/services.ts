import type { Logger } from '../core/logger.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { MessageContext } from '../messaging/message-bus.js'

/** What a per-execution service may use. */
export interface Scope {
  /** The session of the handler: what a service writes commits with it. */
  readonly session: DocumentSession
  /** What a service sends leaves with that commit, too. Outside of a message handler it has no `envelope`. */
  readonly context: MessageContext
  /** Aborted when the client goes away before the answer was written, or a message handler's time is over. */
  readonly signal: AbortSignal
  /** Whose data the session sees; `undefined`: that of nobody in particular. */
  readonly tenant: string | undefined
  readonly logger: Logger
}

let make: <T>(factory: (scope: Scope) => T) => PerExecution<T>
let makeIn: <T>(service: PerExecution<T>, scope: Scope) => T

/** A service that is made once per execution. */
export class PerExecution<T> {
  readonly #factory: (scope: Scope) => T

  private constructor(factory: (scope: Scope) => T) {
    this.#factory = factory
  }

  static {
    make = (factory) => new PerExecution(factory)
    makeIn = (service, scope) => service.#factory(scope)
  }
}

/**
 * One per execution, disposed at its end if it can be (`Symbol.dispose`, `Symbol.asyncDispose`). Anything else in
 * `services` is one value for the whole application.
 */
export function perExecution<T>(factory: (scope: Scope) => T): PerExecution<T> {
  return make(factory)
}

/** What `createApp` takes for a service: the one value for all, or one per execution. */
export type Supplied<T> = T | PerExecution<T>

/** The instance for this scope; the caller sees to it that there is one only. */
export function instantiate<T>(service: PerExecution<T>, scope: Scope): T {
  return makeIn(service, scope)
}
