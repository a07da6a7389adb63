import type { DocumentTable } from './document-table.js'
import { DocumentExistsError, DocumentMissingError } from './errors.js'

/** What must be true of a document before this unit: nothing, that it is missing, or that it is there. */
export type Expectation = 'nothing' | 'missing' | 'present'

/** What a unit does to one document, however often it was told. */
export interface PendingDocument {
  readonly table: DocumentTable
  readonly key: string
  readonly expects: Expectation
  /** JSON text; `null` when the document is gone at the end. */
  readonly data: string | null
}

/**
 * The documents of one unit of work, until it is committed. Several writes of one document are one: what the first expects,
 * and what the last leaves. One that cannot follow another (insert after store, update after delete) throws.
 */
export class PendingDocuments {
  readonly #tables = new Map<DocumentTable, Map<string, PendingDocument>>()

  write(table: DocumentTable, key: string, expects: Expectation, data: string | null): void {
    const documents = this.#tables.get(table) ?? new Map<string, PendingDocument>()
    this.#tables.set(table, documents)
    const before = documents.get(key)
    if (before !== undefined) requireFollows(before, expects)
    documents.set(key, { table, key, expects: before?.expects ?? expects, data })
  }

  /** By table and id, which is the order of the locks: two units that write the same documents never wait for each other. */
  inOrder(): readonly PendingDocument[] {
    const all = [...this.#tables.values()].flatMap((documents) => [...documents.values()])
    return all.length < 2 ? all : all.sort(byTableAndKey)
  }
}

function requireFollows(before: PendingDocument, expects: Expectation): void {
  const { table, key, data } = before
  const document = { documentType: table.typeName, id: key }
  if (expects === 'missing' && data !== null) throw new DocumentExistsError(document)
  if (expects === 'present' && data === null) throw new DocumentMissingError(document)
}

function byTableAndKey(a: PendingDocument, b: PendingDocument): number {
  return compare(a.table.name, b.table.name) || compare(a.key, b.key)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
