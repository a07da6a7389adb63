import { Data } from '@critter/runtime'

export class OrderPlaced extends Data<{ customer: string }> {}
export class OrderShipped extends Data<{ at: Date }> {}

export class Order {
  customer = ''
  shippedAt: Date | null = null

  applyPlaced(event: OrderPlaced) {
    this.customer = event.customer
  }

  applyShipped(event: OrderShipped) {
    this.shippedAt = event.at
  }
}
