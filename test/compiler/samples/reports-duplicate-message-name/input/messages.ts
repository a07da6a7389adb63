import { Data, Message } from '@critter/runtime'

export class OrderPlaced extends Data<{ a: number }> {}

@Message('order-placed', { version: 2 })
export class OrderPlacedAgain extends Data<{ b: number }> {}

export class OrderPlacedHandler {
  static handle(_: OrderPlaced): void {}
  static handleAgain(_: OrderPlacedAgain): void {}
}
