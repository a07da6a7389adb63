import { AggregateHandler, Data, Post, startStream, type StartStream } from '@critter/runtime'
import { Order, OrderPlaced, OrderShipped } from './order.js'

export class OrderPacked extends Data<{ by: string }> {}
export class TellCustomer extends Data<{ customer: string }> {}

@AggregateHandler()
export class PackOrderHandler {
  static handle(command: PackOrder, _order: Readonly<Order>): OrderPacked {
    return new OrderPacked({ by: command.by })
  }
}
export class PackOrder extends Data<{ orderId: string; by: string }> {}

@AggregateHandler()
export class ShipOrderEndpoint {
  @Post('/orders/:orderId/ship')
  static post(command: ShipOrder, _order: Readonly<Order>): [OrderShipped, OrderPacked] {
    return [new OrderShipped({ at: command.at }), new OrderPacked({ by: command.by })]
  }
}
export class ShipOrder extends Data<{ by: string; at: Date }> {}

@AggregateHandler()
export class AskOrderHandler {
  static handle(command: AskOrder, order: Readonly<Order>): OrderShipped | TellCustomer {
    return order.shippedAt === null
      ? new OrderShipped({ at: command.at })
      : new TellCustomer({ customer: order.customer })
  }
}
export class AskOrder extends Data<{ orderId: string; at: Date }> {}

export class TellCustomerHandler {
  static handle(message: TellCustomer): void {
    void message
  }
}

export class PlaceOrderHandler {
  static handle(command: PlaceOrder): StartStream<Order> {
    return startStream(Order, command.orderId, new OrderPlaced({ customer: command.customer }))
  }
}
export class PlaceOrder extends Data<{ orderId: string; customer: string }> {}
