import { Data, storeDoc, type StoreDoc } from '@critter/runtime'

export class Order extends Data<{ id: string }> {}
export class OrderPlaced extends Data<{ id: string }> {}
export class OrderShipped extends Data<{ id: string }> {}
export class OrderLost extends Data<{ id: string }> {}

/** Which of the tuples it is nobody sees before they are taken apart. */
export class PlacedHandler {
  static handle(placed: OrderPlaced): [OrderShipped, StoreDoc<Order>] | [OrderLost] {
    if (placed.id === '') return [new OrderLost(placed)]
    return [new OrderShipped(placed), storeDoc(Order, new Order(placed))]
  }
}

export class ShippedHandler {
  static handle(shipped: OrderShipped): { readonly id: string } {
    return { id: shipped.id }
  }
}

export class UnnamedHandler {
  static handle(shipped: { readonly id: string } | OrderShipped): void {
    void shipped
  }
}
