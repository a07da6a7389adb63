import { Get, Post, type MessageBus, type ReadAggregate } from '@critter/runtime'
import type {
  CancelOrderFulfillment,
  ItemsReserved,
  PaymentConfirmed,
  ShipmentConfirmed,
  StartOrderFulfillment,
} from '../order-fulfillment/messages.js'
import type { OrderFulfillment } from '../order-fulfillment/order-fulfillment.js'

/** What other services say would come from a queue; over HTTP it can be tried out with nothing else. */
export class FulfillmentEndpoints {
  @Post('/orders/start')
  static start(command: StartOrderFulfillment, bus: MessageBus): Promise<void> {
    return bus.invoke(command)
  }

  @Post('/orders/payment')
  static pay(event: PaymentConfirmed, bus: MessageBus): Promise<void> {
    return bus.invoke(event)
  }

  @Post('/orders/items')
  static reserve(event: ItemsReserved, bus: MessageBus): Promise<void> {
    return bus.invoke(event)
  }

  @Post('/orders/shipment')
  static ship(event: ShipmentConfirmed, bus: MessageBus): Promise<void> {
    return bus.invoke(event)
  }

  @Post('/orders/cancel')
  static cancel(command: CancelOrderFulfillment, bus: MessageBus): Promise<void> {
    return bus.invoke(command)
  }

  @Get('/orders/:id')
  static get(order: ReadAggregate<OrderFulfillment>): OrderFulfillment {
    return order
  }
}
