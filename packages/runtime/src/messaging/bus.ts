import type { Duration } from '../core/duration.js'
import type { Type } from '../core/type.js'
import { isDelivery, isToSender, type DeliveryOptions, type EndpointName } from './delivery.js'
import type { MessageBus } from './message-bus.js'

/** One message that a bus is asked to send. */
export interface Asked {
  readonly message: object
  /** The wire name, where it was said. */
  readonly name: string | undefined
  readonly options: DeliveryOptions
  readonly toSender: boolean
  /** Whether it is an error that nobody receives it. */
  readonly mustArrive: boolean
}

/** A message as it was given: itself, or in a `Delivery` whose options count where nothing else is said. */
export function asked(
  given: object,
  {
    name,
    options = {},
    mustArrive,
  }: Pick<Partial<Asked>, 'name' | 'options'> & Pick<Asked, 'mustArrive'>,
): Asked {
  if (!isDelivery(given)) {
    return { message: given, name, options, toSender: false, mustArrive }
  }
  const { message, ...own } = given
  const toSender = isToSender(given)
  return { message, name, options: { ...own, ...options }, toSender, mustArrive }
}

/** All the ways to ask, as two: what becomes of what is asked is said by who extends it. */
export abstract class Bus implements MessageBus {
  protected abstract dispatch(asked: Asked): Promise<void>
  protected abstract run(
    message: object,
    reply: Type | undefined,
    options: DeliveryOptions,
  ): Promise<object | undefined>

  invoke(message: object, options?: DeliveryOptions): Promise<void>
  invoke<Reply extends object>(
    message: object,
    reply: Type<Reply>,
    options?: DeliveryOptions,
  ): Promise<Reply>
  async invoke(
    message: object,
    given: Type | DeliveryOptions = {},
    options: DeliveryOptions = {},
  ): Promise<unknown> {
    return isType(given) ? this.run(message, given, options) : this.run(message, undefined, given)
  }

  send(...given: Given): Promise<void> {
    return this.#send(given, true)
  }

  publish(...given: Given): Promise<void> {
    return this.#send(given, false)
  }

  async #send(given: Given, mustArrive: boolean): Promise<void> {
    const { message, name, options } = read(given)
    await this.dispatch(
      asked(message, { ...(name === undefined ? {} : { name }), options, mustArrive }),
    )
  }

  async schedule(
    message: object,
    when: Date | Duration,
    options: DeliveryOptions = {},
  ): Promise<void> {
    const at = when instanceof Date ? { deliverAt: when } : { delay: when }
    await this.dispatch(asked(message, { options: { ...options, ...at }, mustArrive: true }))
  }

  endpoint(name: EndpointName): ReturnType<MessageBus['endpoint']> {
    return {
      send: async (message, options = {}) => {
        const to = { ...options, endpoint: name }
        await this.dispatch(asked(message, { options: to, mustArrive: true }))
      },
    }
  }
}

function isType(given: Type | DeliveryOptions): given is Type {
  return typeof given === 'function'
}

type Given =
  | readonly [name: string, message: object, options?: DeliveryOptions | undefined]
  | readonly [message: object, options?: DeliveryOptions | undefined]

function read(given: Given): {
  readonly message: object
  readonly name: string | undefined
  readonly options: DeliveryOptions
} {
  if (typeof given[0] === 'string') {
    const [name, message, options = {}] = given as readonly [string, object, DeliveryOptions?]
    return { name, message, options }
  }
  const [message, options = {}] = given as readonly [object, DeliveryOptions?]
  return { message, name: undefined, options }
}
