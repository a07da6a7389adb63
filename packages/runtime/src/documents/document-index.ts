import { quoteIdentifier } from '../postgres/quote.js'
import { hashOf } from '../postgres/statement.js'
import type { IndexMapping } from './document-mapping.js'
import type { DocumentTable } from './document-table.js'

export interface DocumentIndex extends IndexMapping {
  readonly name: string
  readonly create: string
}

/**
 * The indexes of a table. What an index is on is part of its name, so that a declaration that changes makes another one; the
 * old one stays until somebody drops it. Postgres cuts names at 63 bytes.
 */
export function indexesOf({
  mapping,
  name,
  qualifiedName,
}: DocumentTable): readonly DocumentIndex[] {
  return (mapping.indexes ?? []).map((index) => {
    const { members, on, unique, gin } = index
    // One GIN index has no room for the tenant: it holds what lists and objects contain.
    const what = gin === true ? `using gin (${on.join(', ')})` : `(${['tenant', ...on].join(', ')})`
    const hash = hashOf(`${name} ${unique === true ? 'unique ' : ''}${what}`).slice(0, 8)
    const readable = members
      .join('_')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
    const named = `${name.slice(0, 30)}_${readable.slice(0, 20)}_${hash}`
    const create = `create ${unique === true ? 'unique ' : ''}index if not exists ${quoteIdentifier(named)}
    on ${qualifiedName} ${what}`
    return { ...index, name: named, create }
  })
}
