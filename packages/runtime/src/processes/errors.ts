import { nameOf, type Type } from '../core/type.js'
import { RuntimeError } from '../errors.js'

/** A decider was asked about a message that its process does not handle. */
export class UnknownProcessMessageError extends RuntimeError {
  readonly code = 'ERR_UNKNOWN_PROCESS_MESSAGE'

  constructor(process: string, message: string) {
    super(
      `${process} does nothing with ${message}. Name it in "records" of @Process, or add a static method whose first parameter it is.`,
    )
  }
}

/** `complete` was asked before anything was recorded. */
export class ProcessNotStartedError extends RuntimeError {
  readonly code = 'ERR_PROCESS_NOT_STARTED'

  constructor(process: string) {
    super(`Nothing is recorded of this ${process} yet. Give its first events before the message.`)
  }
}

/** A message is for a process that is not there: it has not begun yet, or never will. */
export class MissingProcessError extends RuntimeError {
  readonly code = 'ERR_MISSING_PROCESS'
  /** The class of the process. */
  readonly process: string
  readonly id: string
  readonly messageName: string

  constructor(process: string, id: string, messageName: string) {
    super(
      `There is no ${process} of the id "${id}" for the message "${messageName}". Send what starts it first, or say what becomes of such a message: static notFound(message).`,
    )
    this.process = process
    this.id = id
    this.messageName = messageName
  }
}

/** What a decider says of a message it has no branch for. */
export function unknownMessage(type: Type, message: object): never {
  throw new UnknownProcessMessageError(nameOf(type), message.constructor.name)
}

/** The state there must be by now. */
export function required<T extends object>(value: T | null, type: Type<T>): T {
  if (value === null) throw new ProcessNotStartedError(nameOf(type))
  return value
}
