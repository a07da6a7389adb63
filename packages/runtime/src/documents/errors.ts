import { ConcurrencyError, RuntimeError } from '../errors.js'

/** Which document an error is about. */
export interface DocumentKey {
  readonly documentType: string
  readonly id: string
}

/** Another session's write of a document stands in the way of this one. */
abstract class DocumentConflictError extends ConcurrencyError {
  readonly documentType: string
  readonly id: string

  constructor({ documentType, id }: DocumentKey, message: string, options?: ErrorOptions) {
    super('document', message, options)
    this.documentType = documentType
    this.id = id
  }
}

/** A document that this session had loaded was changed or deleted by somebody else before the commit. */
export class DocumentChangedError extends DocumentConflictError {
  override readonly code = 'ERR_DOCUMENT_CHANGED'

  constructor(key: DocumentKey, options?: ErrorOptions) {
    super(
      key,
      `${key.documentType} "${key.id}" is not what it was when this session loaded it. Load it again and decide again.`,
      options,
    )
  }
}

/** A document was inserted whose id is taken. */
export class DocumentExistsError extends DocumentConflictError {
  override readonly code = 'ERR_DOCUMENT_EXISTS'

  constructor(key: DocumentKey, options?: ErrorOptions) {
    super(
      key,
      `There is a ${key.documentType} "${key.id}" already. Insert under another id, or store() to replace it.`,
      options,
    )
  }
}

/** A document has the values of another one in members that an index says are unique. */
export class DocumentNotUniqueError extends ConcurrencyError {
  override readonly code = 'ERR_DOCUMENT_NOT_UNIQUE'
  readonly documentType: string
  readonly members: readonly string[]

  constructor(documentType: string, members: readonly string[], options?: ErrorOptions) {
    super(
      'document',
      `There is another ${documentType} with the same ${members.join(' and ')}, and an index says that they are unique.`,
      options,
    )
    this.documentType = documentType
    this.members = members
  }
}

/** A document was updated that does not exist. */
export class DocumentMissingError extends DocumentConflictError {
  override readonly code = 'ERR_DOCUMENT_MISSING'

  constructor(key: DocumentKey, options?: ErrorOptions) {
    super(
      key,
      `There is no ${key.documentType} "${key.id}" to update. insert() it, or store() to do whichever is needed.`,
      options,
    )
  }
}

/** A class was used as a document that no generated code knows. */
export class UnknownDocumentError extends RuntimeError {
  readonly code = 'ERR_UNKNOWN_DOCUMENT'
  readonly typeName: string

  constructor(typeName: string) {
    super(
      `${typeName} is not known as a document. Run "critter codegen" and pass the result to createApp().`,
    )
    this.typeName = typeName
  }
}

/** A query class was run that no generated code knows. */
export class QueryNotCompiledError extends RuntimeError {
  readonly code = 'ERR_QUERY_NOT_COMPILED'
  readonly typeName: string

  constructor(typeName: string) {
    super(
      `The query ${typeName} is not compiled. Export the class, let it implement CompiledQuery or CompiledListQuery, and run ` +
        '"critter codegen".',
    )
    this.typeName = typeName
  }
}

/** Postgres was to write documents as JSON, and one lacks what its class declares. */
export class IncompleteDocumentError extends RuntimeError {
  readonly code = 'ERR_INCOMPLETE_DOCUMENT'

  constructor() {
    super(
      'A document that a query has found lacks a member that its class declares. Migrate it, or declare the member optional.',
    )
  }
}
