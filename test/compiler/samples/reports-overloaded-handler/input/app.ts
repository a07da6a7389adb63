import { Data } from '@critter/runtime'

export class OrderPlaced extends Data<{ orderId: string }> {}
export class OrderShipped extends Data<{ orderId: string }> {}

export class OrderHandler {
  static handle(placed: OrderPlaced): void
  static handle(shipped: OrderShipped): void
  static handle(order: OrderPlaced | OrderShipped): void {
    void order
  }
}

export class InvoiceHandler {
  static handle(placed: OrderPlaced): void
  static handle(placed: OrderPlaced, attempt: number): void
  static handle(placed: OrderPlaced, attempt = 1): void {
    void [placed, attempt]
  }
}
