import type { EventMetadata } from '../core/event-metadata.js'
import type { IdOf, Type } from '../core/type.js'
import type { EventReader, EventWriter } from '../events/event-writer.js'
import type { MaskOptions } from '../events/mask-events.js'
import type { QueryBuilder } from './query-builder.js'
import type { CompiledListQuery, CompiledQuery } from './queryable.js'

/**
 * Reads documents and events. Reads asked for in one turn, without awaiting one before the next, leave in one round trip.
 *
 * What is queued for writing in the same session is not seen before it is saved.
 *
 * Every read rejects with an `UnknownDocumentError` for a class that no generated code knows, an `InvalidValueError` for what
 * cannot be compared with what is stored, and a `DatabaseUnavailableError` when the database cannot be reached.
 */
export interface QuerySession {
  /**
   * The document of this id; `null` when there is none.
   *
   * @throws {InvalidValueError} `ERR_INVALID_VALUE` when the id is not of the type that the class declares.
   * @throws {UnreadableDataError} `ERR_UNREADABLE_DATA` when what is stored cannot be read as what the class declares now.
   */
  load<T extends object>(type: Type<T>, id: IdOf<T>): Promise<T | null>
  /** Those that exist, in the order of the ids, each once; no ids ask nothing. Rejects as `load` does. */
  loadMany<T extends object>(type: Type<T>, ids: Iterable<IdOf<T>>): Promise<readonly T[]>
  /**
   * Runs a compiled query, or begins one that is built at run time.
   *
   * @throws {RuntimeError} `ERR_QUERY_NOT_COMPILED` when no generated code knows the class of the query.
   * @throws {NotSingleError} `ERR_NOT_SINGLE` when it ends in `single()` and finds none, or more than one.
   * @throws {InvalidValueError} `ERR_INVALID_VALUE` when a member of the query cannot be compared with what is stored.
   * @throws {InvalidCursorError} `ERR_INVALID_CURSOR` when its cursor is not of this query.
   * @throws {UnreadableDataError} `ERR_UNREADABLE_DATA` when what is stored cannot be read as what the class declares now.
   */
  query<Out>(query: CompiledListQuery<never, Out>): Promise<readonly Out[]>
  query<Out>(query: CompiledQuery<never, Out>): Promise<Out>
  query<T extends object>(type: Type<T>): QueryBuilder<T>
  readonly events: EventReader
}

/**
 * A unit of work: what is queued here is written by `saveChanges`, all of it or nothing.
 *
 * What this session has loaded, or found missing, is guarded: when somebody else changed it before it is written here,
 * `saveChanges` rejects with a `ConcurrencyError` and writes nothing.
 *
 * What is wrong with a write by itself is thrown when it is queued: an `UnknownDocumentError` for a class that no generated
 * code knows, an `InvalidValueError` for an id that is not of the declared type, an `UnencodableError` for a document that is
 * not what its class declares.
 */
export interface DocumentSession extends QuerySession {
  /** Inserts or replaces. What is done to the object afterwards is not stored. */
  store<T extends object>(type: Type<T>, document: NoInfer<T>): void
  /** Adds a document whose id must be free, else `saveChanges` rejects with a `DocumentExistsError`. */
  insert<T extends object>(type: Type<T>, document: NoInfer<T>): void
  /** Replaces a document that must exist, else `saveChanges` rejects with a `DocumentMissingError`. */
  update<T extends object>(type: Type<T>, document: NoInfer<T>): void
  /** Deletes a document. That there is none is no error, unless this session had loaded it. */
  delete<T extends object>(type: Type<T>, id: IdOf<T>): void
  readonly events: EventWriter
  /**
   * Writes everything queued, in one round trip; nothing queued sends nothing. When it rejects nothing was written, except
   * that the outcome of a lost connection is not known, and what was queued is gone: load, decide and queue again.
   *
   * @throws {ConcurrencyError} when somebody else changed what this unit depends on, or has the values of a unique index.
   * @throws {InvalidValueError} when Postgres cannot store a text, or not index one of that length.
   * @throws {StreamMissingError} when events are appended to a stream that was never started.
   * @throws {DatabaseUnavailableError} when the database cannot be reached.
   */
  saveChanges(): Promise<void>
}

/** Where sessions come from that no handler is given: those of scripts, tests and schedules. */
export interface DocumentStore {
  /**
   * Opens a session; it holds no connection until something is read or saved, and needs no closing.
   *
   * @throws {InvalidValueError} `ERR_INVALID_VALUE` when the tenant is no text that can be stored.
   * @throws {RuntimeError} `ERR_NOT_RUNNING` when the application was not started, or has stopped.
   */
  openSession(options?: SessionOptions): DocumentSession
  /**
   * Rewrites recorded events, to take out what is personal; resolves with how many. States that are kept of their streams are
   * forgotten, and folded anew by the next fetch. Not one unit: what was rewritten before an error stays so.
   *
   * @throws {InvalidValueError} `ERR_INVALID_VALUE` when `mask` returns an event of another class.
   * @throws {UnreadableEventError} `ERR_UNREADABLE_DATA` when an event cannot be read.
   */
  maskEvents(options: MaskOptions): Promise<number>
}

/** What a session is opened for. */
export interface SessionOptions {
  /** Whose documents and events these are. Default: `''`, those of nobody in particular. */
  readonly tenant?: string
  /** What is recorded with its events. */
  readonly metadata?: EventMetadata
}
