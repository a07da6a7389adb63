import { RuntimeError } from '../errors.js'
import type { DocumentRegistry } from './document-registry.js'
import { IncompleteDocumentError, type LackingMember } from './errors.js'
import type { ReadDocument } from './query-plan.js'

/** Postgres has no JSON for a row, so a document lacks something. The session, which knows what was asked, says what. */
export class IncompleteRow extends Error {}

/**
 * What a query has found that is not complete. SQL's null tells nobody which member has made it, so the documents are read
 * once more, and each is written as it would be stored.
 */
export async function incompleteDocument(
  query: object,
  documents: DocumentRegistry,
  read: (look: ReadDocument) => Promise<unknown>,
): Promise<IncompleteDocumentError> {
  let lacking: (LackingMember & ErrorOptions) | undefined
  await read((type, data) => {
    const { mapping, typeName } = documents.tableOf(type)
    try {
      mapping.encode(mapping.revive(JSON.parse(data)))
    } catch (error) {
      lacking ??= { documentType: typeName, pointer: pointerOf(error), cause: error }
    }
    return {}
  })
  return new IncompleteDocumentError(query.constructor.name, lacking, lacking)
}

/** Both errors that codecs throw have one; a class that makes itself of stored data throws what it likes. */
function pointerOf(error: unknown): string {
  return error instanceof RuntimeError && 'pointer' in error ? String(error.pointer) : ''
}
