import { Data, outgoing, type OutgoingMessages } from '@critter/runtime'

export class PlaceOrder extends Data<{ id: string }> {}

export interface OrderPlaced {
  readonly id: string
}
export interface OrderRefused {
  readonly type: 'order-refused'
  readonly id: string
}

export class PlaceOrderHandler {
  static handle({ id }: PlaceOrder): OutgoingMessages<OrderPlaced | OrderRefused> {
    return outgoing<readonly [OrderPlaced, OrderRefused]>({ id }, { type: 'order-refused', id })
  }
}

export class OrderHandler {
  static handlePlaced(_placed: OrderPlaced): void {}
  static handleRefused(_refused: OrderRefused): void {}
}
