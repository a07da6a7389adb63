/**
 * What every error of the runtime extends. `code` is permanent (`ERR_…`), the message may be reworded.
 */
export abstract class RuntimeError extends Error {
  abstract readonly code: string

  override get name(): string {
    return this.constructor.name
  }
}

/** What stood in the way of a write. */
export type ConcurrencyKind = 'stream-exists' | 'version' | 'boundary' | 'document' | 'locked'

/**
 * Somebody else changed the data between the read and the commit. Nothing of the unit of work was written.
 * An endpoint that does not catch it answers a 409 problem.
 */
export class ConcurrencyError extends RuntimeError {
  readonly code: string = 'ERR_CONCURRENCY'
  readonly kind: ConcurrencyKind

  constructor(kind: ConcurrencyKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** A stream was started whose id is taken. */
export class StreamExistsError extends ConcurrencyError {
  override readonly code = 'ERR_STREAM_EXISTS'
  declare readonly kind: 'stream-exists'
  readonly id: string
  readonly aggregateType: string

  constructor(id: string, aggregateType: string, options?: ErrorOptions) {
    super(
      'stream-exists',
      `A stream "${id}" of ${aggregateType} exists already. Append to it, or start one under another id.`,
      options,
    )
    this.id = id
    this.aggregateType = aggregateType
  }
}

/** Where a database was looked for; never the password. */
export interface DatabaseAddress {
  readonly host: string
  readonly port: number
  readonly database: string
}

/**
 * The database cannot be reached or has gone. The message says where it was looked for and what to do.
 * An endpoint that does not catch it answers a 503 problem with `Retry-After`.
 */
export class DatabaseUnavailableError extends RuntimeError {
  readonly code = 'ERR_DATABASE_UNAVAILABLE'
  readonly host: string
  readonly port: number
  readonly database: string

  constructor(message: string, address: DatabaseAddress, options?: ErrorOptions) {
    super(message, options)
    this.host = address.host
    this.port = address.port
    this.database = address.database
  }
}

/** A document that a handler needs does not exist, and the handler asked for an error: `@OnMissing('throw')`. */
export class RequiredDataError extends RuntimeError {
  readonly code = 'ERR_REQUIRED_DATA'
  readonly typeName: string

  constructor(typeName: string, message = `No ${typeName} was found, and the handler needs one.`) {
    super(message)
    this.typeName = typeName
  }
}

/** `single()` found no document, or more than one. */
export class NotSingleError extends RuntimeError {
  readonly code = 'ERR_NOT_SINGLE'
  /** 0, or 2 where there are at least two: nobody counts further. */
  readonly count: number

  constructor(count: number) {
    const found = count === 0 ? 'none' : 'more than one'
    super(`Expected one document, found ${found}. Use first() where there may be none or several.`)
    this.count = count
  }
}

/**
 * A value that cannot be stored, or compared with what is stored: text with U+0000 or a lone surrogate, an id of the
 * wrong type, a number that is not finite. Nothing was sent. An endpoint that does not catch it answers a 400 problem.
 */
export class InvalidValueError extends RuntimeError {
  readonly code = 'ERR_INVALID_VALUE'
}

/** A cursor was made by another query, or by nobody. Nothing was sent. An endpoint that does not catch it answers a 400 problem. */
export class InvalidCursorError extends RuntimeError {
  readonly code = 'ERR_INVALID_CURSOR'

  constructor(why: string) {
    super(`The cursor is not valid: ${why}. Ask for the first page, without a cursor.`)
  }
}

/** Events were appended to a stream that was never started. An endpoint that does not catch it answers a 404 problem. */
export class StreamMissingError extends RuntimeError {
  readonly code = 'ERR_STREAM_MISSING'
  readonly id: string

  constructor(id: string, options?: ErrorOptions) {
    super(`There is no stream "${id}" to append to. Start it with startStream() first.`, options)
    this.id = id
  }
}
