import type { Type } from '../core/type.js'
import type { Answer, CompiledListQuery, CompiledQuery, Queryable } from '../documents/queryable.js'
import { InMemoryDocuments } from './in-memory-documents.js'

/** Documents that `include` finds, by their class. */
export type RelatedDocuments = ReadonlyMap<Type, readonly object[]>

/** Runs a compiled query over an array, as the database would. */
export function runInMemory<D, Out>(
  query: CompiledListQuery<D, Out>,
  documents: readonly D[],
  related?: RelatedDocuments,
): readonly Out[]
export function runInMemory<D, Out>(
  query: CompiledQuery<D, Out>,
  documents: readonly D[],
  related?: RelatedDocuments,
): Out
export function runInMemory<D>(
  query: { query(documents: Queryable<D>): Queryable<unknown> | Answer<unknown> },
  documents: readonly D[],
  related: RelatedDocuments = new Map(),
): unknown {
  const result = query.query(InMemoryDocuments.of(documents, related))
  return result instanceof InMemoryDocuments ? result.rows : (result as Answer<unknown>).answer
}
