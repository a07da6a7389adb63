import { Get, Post } from '@critter/runtime'

export interface Order {
  readonly id: string
}

export class Audit {
  static before(order: Order): void {
    void order
  }
}

export class OrderEndpoint {
  @Post('/orders')
  static place(order: Order): string {
    return order.id
  }

  @Get('/orders')
  static list(): string {
    return ''
  }
}
