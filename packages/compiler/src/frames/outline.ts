import type { ChainModel } from '../model/application-model.js'
import type { ChainKey } from '../model/chain-key.js'
import type { TypeRef, TypeUse } from '../model/type-ref.js'

/** A chain before anything is bound: what its methods return and take, as policies see it. */
export interface ChainOutline {
  readonly model: ChainModel
  readonly key: ChainKey
  readonly values: readonly OutlinedValue[]
  /** `POST /orders`, or the wire name of a message. */
  readonly name: string
  /** Of the request body, or the message; `undefined` without one. */
  readonly request: TypeRef | undefined
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
