import { Data } from '@critter/runtime'

export class BasketFilled extends Data<{ items: readonly string[] }> {}

export class Basket {
  items: readonly string[] = []

  applyFilled(event: BasketFilled) {
    this.items = [...this.items, ...event.items]
  }
}
