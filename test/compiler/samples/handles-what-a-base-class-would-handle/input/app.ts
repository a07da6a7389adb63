import { Data, Ignore, type Logger } from '@critter/runtime'

export class OrderPlaced extends Data<{ orderId: string }> {}
export class OrderShipped extends Data<{ orderId: string }> {}

/** No handler by its name, though it could be made. */
export class LogsOrders {
  static handle(order: OrderPlaced | OrderShipped, logger: Logger): void {
    logger.info('an order', { order: order.orderId })
  }
}

export class OrderLogHandler extends LogsOrders {}

/** It handles by itself; who extends it does not do so once more. */
export class CountingHandler {
  static handle(order: OrderPlaced): void {
    void order
  }
}

export class CountingShippedHandler extends CountingHandler {
  static handleShipped(order: OrderShipped): void {
    void order
  }
}

@Ignore()
export class SharedHandler {
  handle(order: OrderShipped): void {
    void order
  }
}

export class ShippedHandler extends SharedHandler {}
