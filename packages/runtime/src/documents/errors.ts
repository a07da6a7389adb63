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

/** What the document of an {@link IncompleteDocumentError} lacks. */
export interface LackingMember {
  /** The class of the document. */
  readonly documentType: string
  /** Where in the document, as an RFC 6901 pointer. */
  readonly pointer: string
}

/**
 * An endpoint answers with a compiled query, and a document that it found is not what its class declares by now. Nobody can
 * mend that but you: an endpoint answers a 500 problem.
 */
export class IncompleteDocumentError extends RuntimeError {
  readonly code = 'ERR_INCOMPLETE_DOCUMENT'
  /** The class of the query. */
  readonly queryType: string
  /** `undefined` where a `select` lacks it: its rows do not say of which document they are. */
  readonly documentType: string | undefined
  /** Where in the document, as an RFC 6901 pointer; `undefined` where `documentType` is. */
  readonly pointer: string | undefined

  constructor(queryType: string, lacking?: LackingMember, options?: ErrorOptions) {
    const found =
      lacking === undefined
        ? `The query ${queryType}: a document lacks what is selected of it.`
        : `The query ${queryType}: a document of ${lacking.documentType} lacks what the class declares at "${lacking.pointer}".`
    super(`${found} Migrate the document, or declare the member optional.`, options)
    this.queryType = queryType
    this.documentType = lacking?.documentType
    this.pointer = lacking?.pointer
  }
}
