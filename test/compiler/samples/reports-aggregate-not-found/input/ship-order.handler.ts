import {
  AggregateHandler,
  Data,
  startStream,
  type StartStream,
  type UpdatedAggregate,
  type WriteAggregate,
} from '@critter/runtime'
import { Customer } from './customer.js'
import { Order, OrderPlaced, OrderShipped } from './order.js'

@AggregateHandler()
export class ShipOrderHandler {
  static handle(command: ShipOrder): OrderShipped {
    return new OrderShipped({ at: command.at })
  }
}
export class ShipOrder extends Data<{ orderId: string; at: Date }> {}

export class AskOrderHandler {
  static handle(_command: AskOrder, _order: WriteAggregate<Order>): UpdatedAggregate<Customer> | null {
    return null
  }
}
export class AskOrder extends Data<{ orderId: string }> {}

export class PlaceOrderHandler {
  static handle(command: PlaceOrder): StartStream<Order> {
    return startStream(Order, command.orderId, new OrderPlaced({ customer: command.customer }))
  }
}
export class PlaceOrder extends Data<{ orderId: string; customer: string }> {}
