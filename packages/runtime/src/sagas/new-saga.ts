import type { IdOf, Type } from '../core/type.js'

/** A saga that knows nothing but its id, for its `start` to go on with. */
export function newSaga<S extends object>(type: Type<S>, id: IdOf<S>): S {
  const make = type as unknown as new (values: object) => S
  return new make({ id })
}
