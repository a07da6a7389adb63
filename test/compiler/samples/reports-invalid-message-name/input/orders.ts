import { Data, Message, Post, startStream, type StartStream } from '@critter/runtime'

@Message('order/placed')
export class OrderPlaced extends Data<{ at: Date }> {}

@Message('order-shipped', { version: 0 })
export class OrderShipped extends Data<{ at: Date }> {}

/** @message order-* */
export class OrderReturned extends Data<{ at: Date }> {}

/** @message order-closed@two */
export class OrderClosed extends Data<{ at: Date }> {}

export class Order {
  applyPlaced(_: OrderPlaced): void {}
  applyShipped(_: OrderShipped): void {}
  applyReturned(_: OrderReturned): void {}
  applyClosed(_: OrderClosed): void {}
}

export class PlaceOrderEndpoint {
  @Post('/orders')
  static post(): StartStream<Order> {
    return startStream(Order, '1', new OrderPlaced({ at: new Date() }))
  }
}
