import type { Clock } from '../core/clock.js'
import type { Duration } from '../core/duration.js'
import type { Logger } from '../core/logger.js'
import type { Supplied } from '../execution/services.js'
import type { ProblemDetails } from '../http/problem-details.js'
import type { HttpResult } from '../http/http-result.js'
import type { ValidationErrors } from '../http/validation-errors.js'
import type { ErrorRule } from './error-rule.js'
import type { MessageContext } from './message-bus.js'

/** What generated handlers extend. */
// Each generated handler says its own.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export abstract class MessageHandler<M = never> {
  /** `M` is the message, or a list of them for `@Batch`. Resolves when it is handled, rejects when that failed. */
  abstract handle(message: M, context: MessageContext & HandlerContext): Promise<void>
}

/** What generated code sends messages with: the one thing that endpoints and handlers have in common. */
export interface CascadeContext {
  /**
   * Sent after the commit: a message, a `Delivery`, any iterable of them, or nothing for `null` and `undefined`. `name` is
   * the wire name where the declared type is no class.
   */
  cascade(value: unknown, name?: string): void
  /** The same of what also may be an async iterable. */
  cascadeAsync(value: unknown, name?: string): Promise<void>
}

/** What generated handlers use, beside what users may ask for. */
export interface HandlerContext extends CascadeContext {
  readonly clock: Clock
  readonly logger: Logger
  /** Aborted when the handler's time is over, or the application must stop. */
  readonly signal: AbortSignal
  readonly tenant: string | undefined
  /** Fails the message when it names none. */
  requireTenant(): string
  /** When this execution began. */
  now(): Date
  service<T>(supplied: Supplied<T>): T
  service<T>(supplied: Supplied<T> | undefined, make: () => T): T
  /** A before-method ended it: logged, and the message counts as handled. `invoke` rejects with `StoppedError`. */
  stop(by?: ProblemDetails | HttpResult | readonly string[] | ValidationErrors): void
  /** Required data is missing: as `stop`. */
  stopMissing(detail: string): void
  /** The saga that the message names in its header; `undefined` when it names none. */
  readonly sagaId: string | undefined
  /** Every message sent from now on carries it. */
  enterSaga(id: string | number): void
  logAfterCommit(error: unknown): void
}

/** One generated handler and what it handles. */
export interface HandlerRegistration {
  /** Wire name of the message. */
  readonly message: string
  /** `GenerateImageHandler.handle`: one of this name for each message. Names its rows, and what is logged and measured. */
  readonly name: string
  readonly handler: MessageHandler
  /** `static errors` of its class: asked before those of the application. */
  readonly errors?: readonly ErrorRule[]
  /** It takes a list. */
  readonly batch?: { readonly size: number; readonly within: Duration }
}
