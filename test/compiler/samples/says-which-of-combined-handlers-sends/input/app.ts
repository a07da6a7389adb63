import { Combined, Data } from '@critter/runtime'

export class OrderPlaced extends Data<{ id: string }> {}
export class OrderCounted extends Data<{ id: string }> {}
export class OrderLogged extends Data<{ id: string }> {}
export class OrderSeen extends Data<{ id: string }> {}

@Combined()
export class CountHandler {
  static handle(placed: OrderPlaced): OrderCounted {
    return new OrderCounted(placed)
  }
}

@Combined()
export class LogHandler {
  static handle(placed: OrderPlaced): [OrderLogged, OrderSeen] {
    return [new OrderLogged(placed), new OrderSeen(placed)]
  }
}
