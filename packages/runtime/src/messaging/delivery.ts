import type { Duration } from '../core/duration.js'

/** Generated code adds a member per messaging endpoint of `critter.config.ts`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface EndpointNames {}
/** A misspelt one is a type error; before the first `critter codegen` every `string` will do. */
export type EndpointName = [keyof EndpointNames] extends [never]
  ? string
  : // Generated code adds members, and then it is not `never`.
    // eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents
    keyof EndpointNames & string

/** How one message is delivered, where that is not what its route says. */
export interface DeliveryOptions {
  /** Goes there and nowhere else. */
  readonly endpoint?: EndpointName
  /** What a topic exchange routes by. */
  readonly topic?: string
  /** Not before this time has passed. */
  readonly delay?: Duration
  /** Not before. */
  readonly deliverAt?: Date
  /** Later it is of no use to anybody: it goes to the dead letters instead. */
  readonly deliverWithin?: Duration
  readonly headers?: Readonly<Record<string, string>>
  /** Default: that of the execution that sends it. */
  readonly tenant?: string
  /** Messages of one group are handled one after the other by an endpoint whose order is `by-group`. */
  readonly group?: string
}

interface DeliveryValues extends DeliveryOptions {
  readonly toSender?: boolean
}

let make: <M extends object>(message: M, values: DeliveryValues) => Delivery<M>
let answersSender: (delivery: Delivery) => boolean

/** A message and how to deliver it. Every function below takes one as well, so they combine. */
export class Delivery<M extends object = object> implements DeliveryOptions {
  readonly message: M
  declare readonly endpoint?: EndpointName
  declare readonly topic?: string
  declare readonly delay?: Duration
  declare readonly deliverAt?: Date
  declare readonly deliverWithin?: Duration
  declare readonly headers?: Readonly<Record<string, string>>
  declare readonly tenant?: string
  declare readonly group?: string
  readonly #toSender: boolean

  private constructor(message: M, { toSender = false, ...options }: DeliveryValues) {
    this.message = message
    this.#toSender = toSender
    Object.assign(this, options)
  }

  static {
    make = (message, values) => new Delivery(message, values)
    answersSender = (delivery) => delivery.#toSender
  }
}

/** Narrows to what a bus knows of it; `instanceof` would say `Delivery<any>`. */
export function isDelivery(value: unknown): value is Delivery {
  return value instanceof Delivery
}

/** Whether it goes to whoever sent the message that is being handled. */
export function isToSender(delivery: Delivery): boolean {
  return answersSender(delivery)
}

function deliver<M extends object>(message: M | Delivery<M>, values: DeliveryValues): Delivery<M> {
  if (!(message instanceof Delivery)) return make(message, values)
  const { message: sent, ...options } = message
  return make(sent, {
    ...options,
    ...(isToSender(message) ? { toSender: true } : {}),
    ...values,
  })
}

/** To this endpoint and no other. */
export function toEndpoint<M extends object>(
  message: M | Delivery<M>,
  endpoint: EndpointName,
): Delivery<M> {
  return deliver(message, { endpoint })
}
/** By this topic, to the queues that ask for it. */
export function toTopic<M extends object>(message: M | Delivery<M>, topic: string): Delivery<M> {
  return deliver(message, { topic })
}
/** When this time has passed. */
export function delayed<M extends object>(message: M | Delivery<M>, by: Duration): Delivery<M> {
  return deliver(message, { delay: by })
}
/** At this time, or at once when it is past. */
export function scheduledAt<M extends object>(message: M | Delivery<M>, at: Date): Delivery<M> {
  return deliver(message, { deliverAt: at })
}
/** To whoever sent the message that is being handled. */
export function respondToSender<M extends object>(message: M | Delivery<M>): Delivery<M> {
  return deliver(message, { toSender: true })
}
/** With these headers beside those it has. */
export function withHeaders<M extends object>(
  message: M | Delivery<M>,
  headers: Readonly<Record<string, string>>,
): Delivery<M> {
  const known = message instanceof Delivery ? message.headers : {}
  return deliver(message, { headers: { ...known, ...headers } })
}
/** On behalf of this tenant. */
export function forTenant<M extends object>(message: M | Delivery<M>, tenant: string): Delivery<M> {
  return deliver(message, { tenant })
}
