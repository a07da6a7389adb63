import { RuntimeError } from '../errors.js'

/** An event was appended, or found in the database, that no generated code knows. */
export class UnknownEventError extends RuntimeError {
  readonly code = 'ERR_UNKNOWN_EVENT'
}

/** A stream was started for a class that is no known aggregate. */
export class UnknownAggregateError extends RuntimeError {
  readonly code = 'ERR_UNKNOWN_AGGREGATE'
  readonly typeName: string

  constructor(typeName: string) {
    super(
      `No stream type belongs to ${typeName}. Run "critter codegen" and pass the result to createApp().`,
    )
    this.typeName = typeName
  }
}

/** Streams of several types share an id, and only the id was given. */
export class AmbiguousStreamError extends RuntimeError {
  readonly code = 'ERR_STREAM_AMBIGUOUS'
  readonly id: string
  readonly aggregateTypes: readonly string[]

  constructor(id: string, aggregateTypes: readonly string[], options?: ErrorOptions) {
    super(
      `The id "${id}" belongs to streams of several types: ${aggregateTypes.join(', ')}. ` +
        'Give each type its own ids where streams are read or appended to by id alone.',
      options,
    )
    this.id = id
    this.aggregateTypes = aggregateTypes
  }
}
