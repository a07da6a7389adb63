/** A class, used as the name of its type: `session.load(Todo, 1)`. */
export interface Type<T extends object = object> {
  readonly prototype: T
}

/** The type of a document's `id`; `string | number` where it declares none. */
export type IdOf<T> = T extends { readonly id: infer Id } ? Id : string | number
