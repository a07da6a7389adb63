import { Data, delayed, Post, type Delivery, type MessageBus } from '@critter/runtime'

export class PlaceOrder extends Data<{ id: string }> {}
export class OrderPlaced extends Data<{ id: string }> {}
export class Reminder extends Data<{ id: string }> {}
export class MailSent extends Data<{ id: string }> {}

export class OrderStatus extends Data<{ id: string }> {}

export class PlaceOrderHandler {
  static handle({ id }: PlaceOrder): [OrderPlaced, MailSent, OrderStatus, Delivery<Reminder>] {
    const reminder = delayed(new Reminder({ id }), { hours: 1 })
    return [new OrderPlaced({ id }), new MailSent({ id }), new OrderStatus({ id }), reminder]
  }
}

export class AskEndpoint {
  @Post('/ask')
  static post(order: PlaceOrder, bus: MessageBus): Promise<OrderStatus> {
    return bus.invoke(order, OrderStatus)
  }
}

export class MailEndpoint {
  @Post('/mail')
  static post(order: PlaceOrder): [PlaceOrder, OrderPlaced | null] {
    return [order, null]
  }
}
