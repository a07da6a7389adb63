import { RuntimeError } from '../errors.js'
import type { ProblemDetails } from '../http/problem-details.js'

/** A before-method stopped the handler of an invoked message. */
export class StoppedError extends RuntimeError {
  readonly code = 'ERR_STOPPED'
  /** Why, where it said so. */
  readonly problem: ProblemDetails | undefined

  constructor(messageName: string, problem: ProblemDetails | undefined) {
    const why = problem?.detail ?? problem?.title
    super(`The handling of "${messageName}" was stopped${why === undefined ? '' : `: ${why}`}.`)
    this.problem = problem
  }
}

/** An object was sent of which the compiler knows no message. */
export class UnknownMessageError extends RuntimeError {
  readonly code = 'ERR_UNKNOWN_MESSAGE'
}

/** A message was sent that nobody receives. */
export class NoSubscriberError extends RuntimeError {
  readonly code = 'ERR_NO_SUBSCRIBER'
}

/** A message was invoked that nobody handles here, or whose handlers do not answer as asked. */
export class NoHandlerError extends RuntimeError {
  readonly code = 'ERR_NO_HANDLER'
}

/** A messaging endpoint was named that `critter.config.ts` does not have. */
export class UnknownEndpointError extends RuntimeError {
  readonly code = 'ERR_UNKNOWN_ENDPOINT'
}

/** A message was handled already: it came twice. Its effects are there, and this execution leaves none. */
export class DuplicateMessageError extends RuntimeError {
  readonly code = 'ERR_DUPLICATE_MESSAGE'
}

/** A handler took longer than it may. */
export class HandlerTimeoutError extends RuntimeError {
  readonly code = 'ERR_HANDLER_TIMEOUT'
}

/** A broker cannot be reached or has gone. The message says where it was looked for and what to do. */
export class BrokerUnavailableError extends RuntimeError {
  readonly code = 'ERR_BROKER_UNAVAILABLE'
  readonly transport: string

  constructor(transport: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.transport = transport
  }
}

/** A broker does not take a message, or does not know a queue. Trying again is of no use until something changes. */
export class BrokerRefusedError extends RuntimeError {
  readonly code = 'ERR_BROKER_REFUSED'
  readonly transport: string

  constructor(transport: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.transport = transport
  }
}

/** The address of a messaging endpoint is not one that a transport understands. */
export class InvalidAddressError extends RuntimeError {
  readonly code = 'ERR_INVALID_ADDRESS'
}

/** The envelope was asked for where no message is handled: in an endpoint, or a service of one. */
export class NoEnvelopeError extends RuntimeError {
  readonly code = 'ERR_NO_ENVELOPE'

  constructor() {
    super(
      'There is no envelope: a request is answered, and no message is handled. Ask for it in a message handler.',
    )
  }
}

/** A transport that `critter.config.ts` names was not given to `createApp`. */
export class MissingTransportError extends RuntimeError {
  readonly code = 'ERR_MISSING_TRANSPORT'
}

/** `respondToSender` was used where nobody waits for an answer. */
export class NoReplyAddressError extends RuntimeError {
  readonly code = 'ERR_NO_REPLY_ADDRESS'
}

/** A handler needs to know whose data it works on, and its message does not say. */
export class MissingTenantError extends RuntimeError {
  readonly code = 'ERR_MISSING_TENANT'

  constructor(messageName: string) {
    super(
      `The message "${messageName}" names no tenant, and its handler needs one. Send it from an execution that has one, or with forTenant().`,
    )
  }
}

/** The text of a message is not what its declaration says. */
export class UnreadableMessageError extends RuntimeError {
  readonly code = 'ERR_UNREADABLE_MESSAGE'
}

/** Its time was over before it was handled. */
export class ExpiredMessageError extends RuntimeError {
  readonly code = 'ERR_EXPIRED_MESSAGE'
}

/** A message was sent with what a handler or an endpoint was given, after that had ended: nothing would ever commit it. */
export class ExecutionEndedError extends RuntimeError {
  readonly code = 'ERR_EXECUTION_ENDED'
  readonly messageName: string

  constructor(messageName: string, options?: ErrorOptions) {
    super(
      `"${messageName}" was sent after the execution had ended whose bus it was sent with, and nothing would commit it any more. ` +
        'Await what sends it before the handler ends, or send it with the bus of the application, "app.bus".',
      options,
    )
    this.messageName = messageName
  }
}

/** The application stopped before a handler had finished. Its message is handled when the application runs again. */
export class ApplicationStoppedError extends RuntimeError {
  readonly code = 'ERR_APPLICATION_STOPPED'

  constructor() {
    super(
      'The application stopped before the handler had finished. What it had not committed is lost.',
    )
  }
}
