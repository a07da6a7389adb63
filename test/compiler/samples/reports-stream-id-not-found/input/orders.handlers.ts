import { AggregateHandler, Data, Post, startStream, type ReadAggregate, type StartStream } from '@critter/runtime'
import { Order, OrderPlaced, OrderShipped } from './order.js'

@AggregateHandler()
export class ShipOrderHandler {
  static handle(command: ShipOrder, order: Readonly<Order>): OrderShipped | null {
    return order.shippedAt === null ? new OrderShipped({ at: command.at }) : null
  }
}
export class ShipOrder extends Data<{ orderNumber: string; at: Date }> {}

export class AskOrderEndpoint {
  @Post('/orders/ask')
  static post(question: Question, order: ReadAggregate<Order, 'order'>): string {
    return `${question.text} ${order.customer}`
  }
}
export interface Question {
  readonly text: string
  /** Numbers are no ids of streams. */
  readonly order: number
}

export class PlaceOrderHandler {
  static handle(command: PlaceOrder): StartStream<Order> {
    return startStream(Order, command.orderId, new OrderPlaced({ customer: command.customer }))
  }
}
export class PlaceOrder extends Data<{ orderId: string; customer: string }> {}
