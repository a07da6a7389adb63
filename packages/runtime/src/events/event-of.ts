import type { Type } from '../core/type.js'

/** The events a class applies: first parameters of its `apply…` methods and static `create…` methods. */
export type EventOf<C extends Type> =
  AppliedBy<C['prototype'], 'apply'> | AppliedBy<C, 'create'> extends infer E
  ? [E] extends [never]
    ? object
    : E & object
  : never

type AppliedBy<S, Prefix extends string> = {
  [K in keyof S & `${Prefix}${string}`]: S[K] extends (...args: infer Args) => unknown
    ? Args extends readonly [infer E, ...unknown[]]
      ? E
      : never
    : never
}[keyof S & `${Prefix}${string}`]

/** Events to append. An array, or a generator method: `static *handle(…): Events`. */
export type Events<E extends object = object> = Iterable<E>
/** The same from an asynchronous generator. */
export type AsyncEvents<E extends object = object> = AsyncIterable<E>
