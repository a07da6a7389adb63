import { Data } from '@critter/runtime'

export class OrderPlaced extends Data<{ id: string }> {}

export class OrderPlacedHandler {
  static handle(_placed: OrderPlaced): void {}
}
