// Effects a handler returns. Each does its work in a private method, which makes its class nominal: siblings of equal shape
// would be one type to TypeScript.
import type { SideEffect } from '../core/side-effect.js'
import type { IdOf, Type } from '../core/type.js'
import type { DocumentSession } from './sessions.js'

/** Inserts or replaces a document. */
export class StoreDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly document: T

  constructor(type: Type<T>, document: T) {
    this.type = type
    this.document = document
  }

  execute(session: DocumentSession): void {
    this.#store(session)
  }

  #store(session: DocumentSession): void {
    session.store(this.type, this.document)
  }
}

/** Inserts a document; a `ConcurrencyError` of kind `document` when its id is taken. */
export class InsertDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly document: T

  constructor(type: Type<T>, document: T) {
    this.type = type
    this.document = document
  }

  execute(session: DocumentSession): void {
    this.#insert(session)
  }

  #insert(session: DocumentSession): void {
    session.insert(this.type, this.document)
  }
}

/** Replaces a document; a `ConcurrencyError` of kind `document` when there is none. */
export class UpdateDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly document: T

  constructor(type: Type<T>, document: T) {
    this.type = type
    this.document = document
  }

  execute(session: DocumentSession): void {
    this.#update(session)
  }

  #update(session: DocumentSession): void {
    session.update(this.type, this.document)
  }
}

/** Deletes a document; nothing happens when there is none. */
export class DeleteDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly id: IdOf<T>

  constructor(type: Type<T>, id: IdOf<T>) {
    this.type = type
    this.id = id
  }

  execute(session: DocumentSession): void {
    this.#delete(session)
  }

  #delete(session: DocumentSession): void {
    session.delete(this.type, this.id)
  }
}

/** Inserts the document, or replaces the one of its id. One that was loaded before is guarded by the revision it was loaded with. */
export function storeDoc<T extends object>(type: Type<T>, document: NoInfer<T>): StoreDoc<T> {
  return new StoreDoc(type, document)
}

/** Adds the document, whose id must be free. */
export function insertDoc<T extends object>(type: Type<T>, document: NoInfer<T>): InsertDoc<T> {
  return new InsertDoc(type, document)
}

/** Replaces the document, which must exist. */
export function updateDoc<T extends object>(type: Type<T>, document: NoInfer<T>): UpdateDoc<T> {
  return new UpdateDoc(type, document)
}

/** Deletes the document of this id. */
export function deleteDoc<T extends object>(type: Type<T>, id: IdOf<T>): DeleteDoc<T> {
  return new DeleteDoc(type, id)
}
