import type { SideEffect } from '../core/side-effect.js'
import type { IdOf, Type } from '../core/type.js'
import type { DocumentSession } from './sessions.js'

/** Inserts or replaces a document. */
export class StoreDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly document: T
  // Makes the class nominal, here and below.
  readonly #store = true

  constructor(type: Type<T>, document: T) {
    this.type = type
    this.document = document
  }

  static {
    void ((each: StoreDoc<object>) => each.#store)
  }

  execute(session: DocumentSession): void {
    session.store(this.type, this.document)
  }
}

/** Inserts a document; a `ConcurrencyError` of kind `document` when its id is taken. */
export class InsertDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly document: T
  readonly #insert = true

  constructor(type: Type<T>, document: T) {
    this.type = type
    this.document = document
  }

  static {
    void ((each: InsertDoc<object>) => each.#insert)
  }

  execute(session: DocumentSession): void {
    session.insert(this.type, this.document)
  }
}

/** Replaces a document; a `ConcurrencyError` of kind `document` when there is none. */
export class UpdateDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly document: T
  readonly #update = true

  constructor(type: Type<T>, document: T) {
    this.type = type
    this.document = document
  }

  static {
    void ((each: UpdateDoc<object>) => each.#update)
  }

  execute(session: DocumentSession): void {
    session.update(this.type, this.document)
  }
}

/** Deletes a document; nothing happens when there is none. */
export class DeleteDoc<T extends object> implements SideEffect {
  readonly type: Type<T>
  readonly id: IdOf<T>
  readonly #delete = true

  constructor(type: Type<T>, id: IdOf<T>) {
    this.type = type
    this.id = id
  }

  static {
    void ((each: DeleteDoc<object>) => each.#delete)
  }

  execute(session: DocumentSession): void {
    session.delete(this.type, this.id)
  }
}

export function storeDoc<T extends object>(type: Type<T>, document: NoInfer<T>): StoreDoc<T> {
  return new StoreDoc(type, document)
}

export function insertDoc<T extends object>(type: Type<T>, document: NoInfer<T>): InsertDoc<T> {
  return new InsertDoc(type, document)
}

export function updateDoc<T extends object>(type: Type<T>, document: NoInfer<T>): UpdateDoc<T> {
  return new UpdateDoc(type, document)
}

export function deleteDoc<T extends object>(type: Type<T>, id: IdOf<T>): DeleteDoc<T> {
  return new DeleteDoc(type, id)
}
