import { inspect } from 'node:util'
import { isInstanceOf, nameOf, type Type } from '../core/type.js'
import { Delivery, withHeaders } from './delivery.js'

/** What is sent of a value: itself, or what its `Delivery` holds; nothing for `null` and `undefined`. */
export type MessageOf<Value> = Value extends Delivery<infer M> ? M : NonNullable<Value>

/** Messages of several kinds. Its type argument is what the compiler looks for handlers of and draws in the graph. */
export interface OutgoingMessages<out M extends object = object> extends Iterable<Delivery<M>> {
  readonly length: number
  /** The one message of this type; throws when there is none or more than one. */
  single<T extends object>(type: Type<T>): Delivery<T>
  readonly ' outgoing': M
}

/** `null` and `undefined` are left out, so a condition can stand in the list. */
export function outgoing<Values extends readonly (object | null | undefined)[]>(
  ...messages: Values
): OutgoingMessages<MessageOf<Values[number]> & object> {
  const deliveries = messages
    .filter((each) => each !== null && each !== undefined)
    .map((each) => (each instanceof Delivery ? each : withHeaders(each, {})))
  return new ListedMessages(deliveries) as never
}

class ListedMessages implements Iterable<Delivery> {
  readonly #deliveries: readonly Delivery[]

  constructor(deliveries: readonly Delivery[]) {
    this.#deliveries = deliveries
  }

  get length(): number {
    return this.#deliveries.length
  }

  single(type: Type): Delivery {
    const found = this.#deliveries.filter((each) => isInstanceOf(each.message, type))
    const [only] = found
    if (only !== undefined && found.length === 1) return only
    const names = this.#deliveries.map((each) => each.message.constructor.name).join(', ')
    throw new Error(
      `Expected one outgoing ${nameOf(type)}, found ${found.length}. Outgoing: ${names || 'nothing'}.`,
    )
  }

  [Symbol.iterator](): Iterator<Delivery> {
    return this.#deliveries[Symbol.iterator]()
  }

  /** A test that fails prints what is in it. */
  [inspect.custom](): unknown {
    return [...this]
  }
}
