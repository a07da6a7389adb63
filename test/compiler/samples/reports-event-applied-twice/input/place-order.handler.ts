import { Data, startStream, type StartStream } from '@critter/runtime'

export class OrderPlaced extends Data<{ orderId: string }> {}

export class Order {
  id = ''
  placed = 0

  applyPlaced(event: OrderPlaced) {
    this.id = event.orderId
  }

  applyCount(_event: OrderPlaced) {
    this.placed += 1
  }
}

export class PlaceOrderHandler {
  static handle(command: PlaceOrder): StartStream<Order> {
    return startStream(Order, command.orderId, new OrderPlaced({ orderId: command.orderId }))
  }
}
export class PlaceOrder extends Data<{ orderId: string }> {}
