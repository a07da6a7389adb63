import type { Type } from '../core/type.js'

/** Returned from a handler: the body, or the reply, is the state after the events that it has appended; no second read. */
export class UpdatedAggregate<S extends object> {
  // A private member makes the class nominal.
  readonly #aggregate: Type<S>

  constructor(aggregate: Type<S>) {
    this.#aggregate = aggregate
  }

  get aggregate(): Type<S> {
    return this.#aggregate
  }
}
