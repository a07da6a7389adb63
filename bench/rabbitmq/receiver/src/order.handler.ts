import type { OrderPlaced } from './order-placed.js'

export interface Tally {
  add(order: { readonly orderId: string }): void
}

export class OrderHandler {
  static handle(order: OrderPlaced, tally: Tally): void {
    tally.add(order)
  }
}
