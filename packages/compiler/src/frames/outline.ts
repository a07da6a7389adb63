import type { EndpointModel } from '../model/application-model.js'
import type { TypeRef, TypeUse } from '../model/type-ref.js'

/** A chain before anything is bound: what its methods return and take, as policies see it. */
export interface ChainOutline {
  readonly endpoint: EndpointModel
  readonly key: ChainKey
  readonly values: readonly OutlinedValue[]
  /** Of the request body; `undefined` without one. */
  readonly request: TypeRef | undefined
}

/** Names a chain across two readings of the sources. */
export type ChainKey = string

export function chainKey({ class: owner, method, route }: EndpointModel): ChainKey {
  return `${route.path} ${route.verb} ${owner.type.id}.${method.name}`
}

/** One value that a method of the chain returns, without what stops. */
export interface OutlinedValue {
  readonly key: ValueKey
  readonly use: TypeUse
  /** `OrderEndpoint.post` */
  readonly by: string
  /** Returned by the method that decides, or by one that comes after it: something can be done with it. */
  readonly isAnswer: boolean
  /** A generator, or declared as an iterable. */
  readonly isIterable: boolean
}

/** A class's method and the place among what it returns. */
export type ValueKey = string
