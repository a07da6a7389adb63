import { AggregateHandler, Data, startStream, type StartStream } from '@critter/runtime'
import { Basket, BasketFilled } from './basket.js'
import { Order, OrderPlaced } from './order.js'

/** It never runs: there is no order yet. */
@AggregateHandler()
export class PlaceOrderHandler {
  static handle(command: PlaceOrder, _order: Readonly<Order>): StartStream<Order> {
    return startStream(Order, command.orderId, new OrderPlaced({ customer: command.customer }))
  }
}
export class PlaceOrder extends Data<{ orderId: string; customer: string }> {}

@AggregateHandler()
export class ReorderHandler {
  static handle(command: Reorder): StartStream<Order> {
    return startStream(Order, command.orderId, new OrderPlaced({ customer: command.customer }))
  }
}
export class Reorder extends Data<{ orderId: string; customer: string }> {}

/** The first one is never filled. */
@AggregateHandler()
export class FillBasketHandler {
  static handle(command: FillBasket, _basket: Readonly<Basket>): BasketFilled {
    return new BasketFilled({ items: command.items })
  }
}
export class FillBasket extends Data<{ basketId: string; items: readonly string[] }> {}
