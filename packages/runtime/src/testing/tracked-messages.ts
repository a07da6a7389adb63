import { inspect } from 'node:util'
import { isInstanceOf, nameOf, type Type } from '../core/type.js'
import type { Envelope } from '../messaging/envelope.js'

/** Messages of one kind of event, in the order in which it happened. */
export interface Messages extends Iterable<object> {
  readonly length: number
  /** The one message of this class; throws when there is none or more than one, and says what there is. */
  single<M extends object>(type: Type<M>): M
  of<M extends object>(type: Type<M>): readonly M[]
  /** As `single`, with what is known of it. */
  envelope<M extends object>(type: Type<M>): Envelope<M>
}

export class TrackedMessages implements Messages {
  readonly #what: string
  readonly #envelopes: readonly Envelope[]

  /** `what` says in errors which messages these are: `sent`. */
  constructor(what: string, envelopes: readonly Envelope[]) {
    this.#what = what
    this.#envelopes = envelopes
  }

  get length(): number {
    return this.#envelopes.length
  }

  single<M extends object>(type: Type<M>): M {
    return this.envelope(type).message
  }

  of<M extends object>(type: Type<M>): readonly M[] {
    return this.#of(type).map((each) => each.message)
  }

  envelope<M extends object>(type: Type<M>): Envelope<M> {
    const found = this.#of(type)
    const [only] = found
    if (only !== undefined && found.length === 1) return only
    const names = this.#envelopes.map((each) => each.messageName)
    const there = names.length === 0 ? 'nothing was' : `${names.join(', ')} were`
    throw new Error(
      `Expected one ${nameOf(type)} to be ${this.#what}, found ${found.length}; ${there} ${this.#what}.`,
    )
  }

  #of<M extends object>(type: Type<M>): readonly Envelope<M>[] {
    return this.#envelopes.filter((each): each is Envelope<M> => isInstanceOf(each.message, type))
  }

  *[Symbol.iterator](): Iterator<object> {
    for (const each of this.#envelopes) yield each.message
  }

  /** A test that fails prints what is in it. */
  [inspect.custom](): unknown {
    return [...this]
  }
}
