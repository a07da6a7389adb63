import { Data, Get, Use, type QuerySession } from '@critter/runtime'

export class Order extends Data<{ id: string }> {}

export class Access {
  static before(order: Order): void {
    void order
  }
}

@Use(Access)
export class OrderEndpoint {
  static load(id: string, session: QuerySession): Promise<Order | null> {
    return session.load(Order, id)
  }

  @Get('/orders/:id')
  static get(order: Order): string {
    return order.id
  }
}
