import { ConcurrencyError, RuntimeError } from '../errors.js'

/** Which document an error is about. */
export interface DocumentKey {
  readonly documentType: string
  readonly id: string
}

/** A document that this session had loaded was changed or deleted by somebody else before the commit. */
export class DocumentChangedError extends ConcurrencyError {
  override readonly code = 'ERR_DOCUMENT_CHANGED'
  readonly documentType: string
  readonly id: string

  constructor({ documentType, id }: DocumentKey, options?: ErrorOptions) {
    super(
      'document',
      `${documentType} "${id}" is not what it was when this session loaded it. Load it again and decide again.`,
      options,
    )
    this.documentType = documentType
    this.id = id
  }
}

/** A document was inserted whose id is taken. */
export class DocumentExistsError extends ConcurrencyError {
  override readonly code = 'ERR_DOCUMENT_EXISTS'
  readonly documentType: string
  readonly id: string

  constructor({ documentType, id }: DocumentKey, options?: ErrorOptions) {
    super(
      'document',
      `There is a ${documentType} "${id}" already. Insert under another id, or store() to replace it.`,
      options,
    )
    this.documentType = documentType
    this.id = id
  }
}

/** A document was updated that does not exist. */
export class DocumentMissingError extends ConcurrencyError {
  override readonly code = 'ERR_DOCUMENT_MISSING'
  readonly documentType: string
  readonly id: string

  constructor({ documentType, id }: DocumentKey, options?: ErrorOptions) {
    super(
      'document',
      `There is no ${documentType} "${id}" to update. insert() it, or store() to do whichever is needed.`,
      options,
    )
    this.documentType = documentType
    this.id = id
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

/** A query class was run for which no SQL was generated. */
export class QueryNotCompiledError extends RuntimeError {
  readonly code = 'ERR_QUERY_NOT_COMPILED'
  readonly typeName: string

  constructor(typeName: string) {
    super(
      `The query class ${typeName} has no plan. Run "critter codegen" and pass the result to createApp(), ` +
        'or build the query with session.query(Type).',
    )
    this.typeName = typeName
  }
}
