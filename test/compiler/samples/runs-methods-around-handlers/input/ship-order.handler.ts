import {
  Data,
  OnMissing,
  problem,
  storeDoc,
  type Clock,
  type DocumentSession,
  type Entity,
  type Envelope,
  type HandlerContinuation,
  type HttpResult,
  type Logger,
  type MessageBus,
  type MessageContext,
  type NewId,
  type Now,
  type ProblemDetails,
  type QuerySession,
  type StoreDoc,
  type TenantId,
} from '@critter/runtime'

export class Order extends Data<{ id: string; customerId: string; shippedAt: Date | null }> {}
export class Customer extends Data<{ id: string; blocked: boolean }> {}
export class ShipOrder extends Data<{ orderId: string; express: boolean }> {}
export class BookShipment extends Data<{ order: string }> {}

/** A gateway of the application. */
export interface Carrier {
  book(order: Order, signal: AbortSignal): Promise<void>
}

export class ShipOrderHandler {
  static loadCustomer(order: Order, session: QuerySession): Promise<Customer | null> {
    return session.load(Customer, order.customerId)
  }

  static validate(command: ShipOrder): string[] {
    return command.orderId === '' ? ['orderId must say something'] : []
  }

  static before(customer: Customer): ProblemDetails<409> | undefined {
    return customer.blocked ? problem({ status: 409, detail: 'The customer is blocked' }) : undefined
  }

  static handle(_command: ShipOrder, order: Entity<Order>, now: Now): StoreDoc<Order> {
    return storeDoc(Order, new Order({ ...order, shippedAt: now }))
  }

  static async after(order: Order, carrier: Carrier, signal: AbortSignal): Promise<void> {
    await carrier.book(order, signal)
  }

  static afterCommit(order: Order, logger: Logger): void {
    logger.info('order shipped', { order: order.id })
  }
}

@OnMissing('throw')
export class BookShipmentHandler {
  readonly #carrier: Carrier
  readonly #context: MessageContext

  constructor(carrier: Carrier, context: MessageContext) {
    this.#carrier = carrier
    this.#context = context
  }

  load(command: BookShipment, session: DocumentSession): Promise<Order | null> {
    return session.load(Order, command.order)
  }

  before(): HandlerContinuation {
    return this.#context.envelope.attempt > 3 ? 'stop' : 'continue'
  }

  beforeTenant(tenant: TenantId | undefined): HttpResult | undefined {
    void tenant
    return undefined
  }

  async handle(_command: BookShipment, order: Order, signal: AbortSignal): Promise<void> {
    await this.#carrier.book(order, signal)
  }

  onException(error: RangeError, command: BookShipment, logger: Logger): ProblemDetails | undefined {
    logger.error('no shipment', { error, order: command.order })
    return problem({ status: 422 })
  }

  finally(envelope: Envelope<BookShipment>, clock: Clock): void {
    void [envelope, clock]
  }
}

export interface Ping {
  readonly text: string
}

export class PingConsumer {
  static async consume(ping: Ping, bus: MessageBus, id: NewId): Promise<void> {
    await bus.publish(new BookShipment({ order: `${ping.text} ${id}` }))
  }
}
