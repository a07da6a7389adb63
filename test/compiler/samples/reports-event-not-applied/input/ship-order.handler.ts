import { AggregateHandler, Data, startStream, type Events, type StartStream } from '@critter/runtime'
import { Order, OrderPlaced, OrderShipped } from './order.js'

export class OrderPacked extends Data<{ by: string }> {}

@AggregateHandler()
export class ShipOrderHandler {
  static *handle(command: ShipOrder, order: Readonly<Order>): Events<OrderPacked | OrderShipped> {
    yield new OrderPacked({ by: command.by })
    if (order.shippedAt === null) yield new OrderShipped({ at: command.at })
  }
}
export class ShipOrder extends Data<{ orderId: string; by: string; at: Date }> {}

export class PlaceOrderHandler {
  static handle(command: PlaceOrder): StartStream<Order> {
    return startStream(Order, command.orderId, new OrderPlaced({ customer: command.customer }))
  }
}
export class PlaceOrder extends Data<{ orderId: string; customer: string }> {}
