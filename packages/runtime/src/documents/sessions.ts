import type { IdOf, Type } from '../core/type.js'
import type { EventReader, EventWriter } from '../events/event-writer.js'
import type { QueryBuilder } from './query-builder.js'
import type { CompiledListQuery, CompiledQuery } from './queryable.js'

/** Reads documents and events. Reads asked for in one turn leave in one flush. */
export interface QuerySession {
  load<T extends object>(type: Type<T>, id: IdOf<T>): Promise<T | null>
  loadMany<T extends object>(type: Type<T>, ids: Iterable<IdOf<T>>): Promise<readonly T[]>
  query<Out>(query: CompiledListQuery<never, Out>): Promise<readonly Out[]>
  query<Out>(query: CompiledQuery<never, Out>): Promise<Out>
  query<T extends object>(type: Type<T>): QueryBuilder<T>
  readonly events: EventReader
}

/** Reads, and queues writes until `saveChanges` commits them together. */
export interface DocumentSession extends QuerySession {
  store<T extends object>(type: Type<T>, document: NoInfer<T>): void
  insert<T extends object>(type: Type<T>, document: NoInfer<T>): void
  update<T extends object>(type: Type<T>, document: NoInfer<T>): void
  delete<T extends object>(type: Type<T>, id: IdOf<T>): void
  readonly events: EventWriter
  saveChanges(): Promise<void>
}

export interface DocumentStore {
  openSession(options?: { readonly tenant?: string }): DocumentSession
}
