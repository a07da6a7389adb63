import { UnreadableDataError } from '../codecs/codec-errors.js'
import { ConcurrencyError, RuntimeError } from '../errors.js'

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

/** A stream is not at the version that was asked for, or that it had when it was read. */
export class VersionError extends ConcurrencyError {
  override readonly code = 'ERR_STREAM_VERSION'
  declare readonly kind: 'version'
  readonly id: string
  readonly aggregateType: string
  readonly expected: number
  readonly found: number

  constructor(stream: StreamKey, versions: Versions, options?: ErrorOptions) {
    const { expected, found } = versions
    super(
      'version',
      `The stream "${stream.id}" of ${stream.aggregateType} was expected at version ${expected}, found at ${found}. Fetch it again and decide again.`,
      options,
    )
    this.id = stream.id
    this.aggregateType = stream.aggregateType
    this.expected = expected
    this.found = found
  }
}

/** Events were appended to a stream that is archived. It can be read as before. */
export class StreamArchivedError extends ConcurrencyError {
  override readonly code = 'ERR_STREAM_ARCHIVED'
  declare readonly kind: 'version'
  readonly id: string

  constructor(id: string, options?: ErrorOptions) {
    super(
      'version',
      `The stream "${id}" is archived: nothing can be appended to it. Start another one.`,
      options,
    )
    this.id = id
  }
}

/** Which stream an error is about. */
export interface StreamKey {
  readonly id: string
  /** The class of the aggregate. */
  readonly aggregateType: string
}

interface Versions {
  readonly expected: number
  readonly found: number
}

/** Which event an error is about. */
export interface EventPlace {
  readonly streamId: string
  readonly version: number
  /** The wire name. */
  readonly name: string
}

/** A recorded event cannot be read as what its class declares now. Nothing that needs it goes on without it. */
export class UnreadableEventError extends UnreadableDataError {
  readonly streamId: string
  readonly version: number
  readonly eventName: string

  constructor({ streamId, version, name }: EventPlace, cause: unknown) {
    const { pointer, detail } =
      cause instanceof UnreadableDataError ? cause : { pointer: '', detail: String(cause) }
    super(pointer, detail, {
      what: `Event ${version} of the stream "${streamId}", a "${name}",`,
      cause,
    })
    this.streamId = streamId
    this.version = version
    this.eventName = name
  }
}
