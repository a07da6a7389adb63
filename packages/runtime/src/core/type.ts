/** A class, used as the name of its type: `session.load(Todo, 1)`. */
export interface Type<T extends object = object> {
  readonly prototype: T
}

/** What a class is called in messages. */
export function nameOf(type: Type): string {
  return (type as { readonly name?: string }).name ?? 'the class'
}

/** `instanceof`, of a class that is only known as a type. */
export function isInstanceOf<T extends object>(value: unknown, type: Type<T>): value is T {
  return typeof type === 'function' && value instanceof type
}

/** The type of a document's `id`; `string | number` where it declares none. */
export type IdOf<T> = T extends { readonly id: infer Id } ? Id : string | number
