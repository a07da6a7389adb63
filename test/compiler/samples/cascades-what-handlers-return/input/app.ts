import {
  copy,
  Data,
  delayed,
  outgoing,
  storeDoc,
  toEndpoint,
  type Delivery,
  type Entity,
  type OutgoingMessages,
  type QuerySession,
  type StoreDoc,
} from '@critter/runtime'

export class Order extends Data<{ id: string; placed: boolean }> {}

export class PlaceOrder extends Data<{ orderId: string }> {}
export class OrderPlaced extends Data<{ orderId: string }> {}
export class OrderRefused extends Data<{ orderId: string }> {}
export interface PackOrder {
  readonly orderId: string
}
export interface SendMail {
  readonly type: 'send-mail'
  readonly text: string
}
export type Answer = OrderPlaced | OrderRefused

export class PlaceOrderHandler {
  static handle(
    command: PlaceOrder,
    order: Entity<Order>,
  ): [OrderPlaced | null, StoreDoc<Order>, Delivery<OrderRefused> | undefined] {
    const placed = order.placed ? null : new OrderPlaced(command)
    const late = delayed(new OrderRefused(command), { minutes: 15 })
    return [placed, storeDoc(Order, copy(order, { placed: true })), late]
  }
}

export class OneHandler {
  static handle(placed: OrderPlaced): PackOrder {
    return { orderId: placed.orderId }
  }
}

export class UnionHandler {
  static async handle(packed: PackOrder): Promise<Answer> {
    return Promise.resolve(
      packed.orderId === '' ? new OrderRefused(packed) : new OrderPlaced(packed),
    )
  }
}

export class ListHandler {
  static handle(mail: SendMail): readonly PackOrder[] {
    return [{ orderId: mail.text }]
  }
}

export class Tick extends Data {}
export class TickHandler {
  static *handle(_tick: Tick): Iterable<OrderPlaced | Delivery<OrderRefused> | null> {
    yield new OrderPlaced({ orderId: '1' })
    yield null
    yield toEndpoint(new OrderRefused({ orderId: '2' }), 'refusals')
  }
}

export class Tock extends Data {}
export class TockHandler {
  static async *handle(_tock: Tock, session: QuerySession): AsyncGenerator<PackOrder> {
    for (const { id } of await session.loadMany(Order, ['1', '2'])) yield { orderId: id }
  }
}

export class Spawn extends Data {}
export class SpawnHandler {
  static before(_spawn: Spawn): OutgoingMessages<Tick> {
    return outgoing(new Tick())
  }

  static handle(_spawn: Spawn): [OutgoingMessages<Tick | Tock>, Set<PackOrder> | null] {
    return [outgoing(new Tick(), new Tock()), null]
  }

  static after(_spawn: Spawn): Tock {
    return new Tock()
  }
}
