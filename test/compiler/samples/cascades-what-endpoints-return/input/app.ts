import {
  created,
  Data,
  EmptyResponse,
  Get,
  insertDoc,
  NonTransactional,
  outgoing,
  Post,
  Saga,
  toTopic,
  type CreationResponse,
  type Delivery,
  type InsertDoc,
  type MessageBus,
  type OutgoingMessages,
  type QuerySession,
} from '@critter/runtime'

export class Order extends Data<{ id: string }> {}
export class OrderPlaced extends Data<{ id: string }> {}
export class OrderPaid extends Data<{ id: string }> {}
export class Delivering extends Saga<{ id: string }> {}

export class OrderPlacedHandler {
  static handle(_placed: OrderPlaced): void {}
}

export class SpawnEndpoint {
  @Post('/spawn')
  static post({ id }: Order): [string, OutgoingMessages<OrderPlaced | OrderPaid>] {
    return ['got it', outgoing(new OrderPlaced({ id }), new OrderPaid({ id }))]
  }
}

export class PlaceOrderEndpoint {
  @Post('/orders')
  static post(order: Order): [CreationResponse, InsertDoc<Order>, OrderPlaced | null, Delivering] {
    const { id } = order
    return [
      created(`/orders/${id}`),
      insertDoc(Order, order),
      new OrderPlaced(order),
      new Delivering({ id }),
    ]
  }
}

export class PayEndpoint {
  @Post('/orders/:id/payment')
  static async post(id: string, session: QuerySession): Promise<Delivery<OrderPaid> | null> {
    const order = await session.load(Order, id)
    return order && toTopic(new OrderPaid(order), 'orders')
  }
}

export class RepeatEndpoint {
  @Post('/orders/:id/repetition')
  @EmptyResponse()
  static post(id: string): OrderPlaced {
    return new OrderPlaced({ id })
  }
}

export class NudgeEndpoint {
  @Post('/orders/:id/nudge')
  @NonTransactional()
  static async post(id: string, bus: MessageBus): Promise<void> {
    await bus.publish(new OrderPlaced({ id }))
  }
}

export class CloseEndpoint {
  @Post('/orders/:id/end')
  static post(id: string): InsertDoc<Order> {
    return insertDoc(Order, new Order({ id }))
  }

  static async afterCommit(id: string, bus: MessageBus): Promise<void> {
    await bus.publish(new OrderPaid({ id }))
  }
}

/** Makes what it sends with for every request. */
export class Mailer {
  readonly #bus: MessageBus

  constructor(bus: MessageBus) {
    this.#bus = bus
  }

  send(id: string): Promise<void> {
    return this.#bus.send(new OrderPaid({ id }))
  }
}

export class MailEndpoint {
  @Get('/mail/:id')
  static async get(id: string, mailer: Mailer): Promise<string> {
    await mailer.send(id)
    return id
  }
}
