import type { Type } from '../core/type.js'
import { DocumentTable, type AnyDocumentMapping } from './document-table.js'
import { UnknownDocumentError } from './errors.js'

/** Finds the table of a class. */
export class DocumentRegistry {
  readonly #tables = new Map<unknown, DocumentTable>()

  constructor(mappings: readonly AnyDocumentMapping[]) {
    for (const mapping of mappings) this.#tables.set(mapping.type, new DocumentTable(mapping))
  }

  get tables(): readonly DocumentTable[] {
    return [...this.#tables.values()]
  }

  tableOf(type: Type): DocumentTable {
    const table = this.#tables.get(type)
    if (table !== undefined) return table
    throw new UnknownDocumentError((type as { readonly name?: string }).name ?? 'the class')
  }
}
