import { Post } from '@critter/runtime'

export interface Order {
  readonly id: string
}
export interface Customer {
  readonly name: string
}

export class OrderEndpoint {
  @Post('/orders')
  static post(order: Order, customer: Customer): string {
    return order.id + customer.name
  }
}
