import { RuntimeError } from '../errors.js'

/** A message is for a saga, and names none. */
export class MissingSagaIdError extends RuntimeError {
  readonly code = 'ERR_MISSING_SAGA_ID'
  /** The class of the saga. */
  readonly saga: string
  readonly messageName: string

  constructor(saga: string, messageName: string, members: readonly string[]) {
    super(
      `The message "${messageName}" does not say which ${saga} it is for. Looked for ${members.join(', ')} in the message, and for the id of a saga in its header. Give it one of these members, or send it from the saga.`,
    )
    this.saga = saga
    this.messageName = messageName
  }
}

/** A message is for a saga that is not there: it never began, or it has come to its end. */
export class UnknownSagaError extends RuntimeError {
  readonly code = 'ERR_UNKNOWN_SAGA'
  /** The class of the saga. */
  readonly saga: string
  readonly id: string | number
  readonly messageName: string

  constructor(saga: string, id: string | number, messageName: string) {
    super(
      `There is no ${saga} of the id "${id}" for the message "${messageName}". It never began, or has ended. Give ${saga} a \`startOrHandle\` method for it, or a static \`notFound\`.`,
    )
    this.saga = saga
    this.id = id
    this.messageName = messageName
  }
}
