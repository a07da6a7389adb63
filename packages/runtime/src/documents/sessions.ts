import type { IdOf, Type } from '../core/type.js'
import type { EventReader, EventWriter } from '../events/event-writer.js'
import type { QueryBuilder } from './query-builder.js'
import type { CompiledListQuery, CompiledQuery } from './queryable.js'

/**
 * Reads documents and events. Reads asked for in one turn, without awaiting one before the next, leave in one round trip.
 *
 * What is queued for writing in the same session is not seen before it is saved.
 */
export interface QuerySession {
  load<T extends object>(type: Type<T>, id: IdOf<T>): Promise<T | null>
  /** Those that exist, in the order of the ids, each once. */
  loadMany<T extends object>(type: Type<T>, ids: Iterable<IdOf<T>>): Promise<readonly T[]>
  /** Runs a compiled query, or begins one that is built at run time. */
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
 */
export interface DocumentSession extends QuerySession {
  /** Inserts or replaces. */
  store<T extends object>(type: Type<T>, document: NoInfer<T>): void
  /** Adds a document whose id must be free. */
  insert<T extends object>(type: Type<T>, document: NoInfer<T>): void
  /** Replaces a document that must exist. */
  update<T extends object>(type: Type<T>, document: NoInfer<T>): void
  /** Deletes a document. That there is none is no error, unless this session had loaded it. */
  delete<T extends object>(type: Type<T>, id: IdOf<T>): void
  readonly events: EventWriter
  /**
   * Writes everything queued, in one round trip; nothing queued sends nothing. When it rejects nothing was written, except
   * that the outcome of a lost connection is not known, and what was queued is gone: load, decide and queue again.
   *
   * @throws {ConcurrencyError} when somebody else changed what this unit depends on.
   * @throws {DatabaseUnavailableError} when the database cannot be reached.
   */
  saveChanges(): Promise<void>
}

export interface DocumentStore {
  /** Opens a session; it holds no connection until something is read or saved, and needs no closing. */
  openSession(options?: SessionOptions): DocumentSession
}

export interface SessionOptions {
  /** Whose documents and events these are. Default: those of nobody in particular. */
  readonly tenant?: string
}
