import { RuntimeError } from '../errors.js'

/** A value cannot be written as what its type declares: a number that is not finite, an invalid date, a missing member. */
export class UnencodableError extends RuntimeError {
  readonly code = 'ERR_UNENCODABLE_VALUE'
  /** Where in the value, as an RFC 6901 pointer. */
  readonly pointer: string
  readonly detail: string

  constructor(pointer: string, detail: string, options?: ErrorOptions) {
    super(`The value cannot be written as JSON${at(pointer)}: ${detail}.`, options)
    this.pointer = pointer
    this.detail = detail
  }
}

/** Stored data cannot be read as what the class declares now. */
export class UnreadableDataError extends RuntimeError {
  readonly code = 'ERR_UNREADABLE_DATA'
  /** Where in the stored JSON, as an RFC 6901 pointer. */
  readonly pointer: string
  readonly detail: string

  constructor(pointer: string, detail: string, options?: UnreadableOptions) {
    super(
      `${options?.what ?? 'The stored data'} cannot be read${at(pointer)}: ${detail}. Migrate it, or let the class accept it.`,
      options,
    )
    this.pointer = pointer
    this.detail = detail
  }
}

interface UnreadableOptions extends ErrorOptions {
  /** What cannot be read, at the beginning of a sentence. */
  readonly what?: string
}

function at(pointer: string): string {
  return pointer === '' ? '' : ` at "${pointer}"`
}

/** The error of a member, seen from the value that has the member. */
export function outside(error: unknown, pointer: string): unknown {
  if (error instanceof UnencodableError) {
    return new UnencodableError(pointer + error.pointer, error.detail, { cause: error.cause })
  }
  if (error instanceof UnreadableDataError) {
    return new UnreadableDataError(pointer + error.pointer, error.detail, { cause: error.cause })
  }
  return error
}
