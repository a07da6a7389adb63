import { Data, Get, OnMissing, problem, type ProblemDetails, type QuerySession } from '@critter/runtime'

export class Order extends Data<{ id: string; cancelled: boolean }> {}

export class OrderEndpoint {
  static async load(id: string, session: QuerySession): Promise<Order | null | ProblemDetails<410>> {
    const order = await session.load(Order, id)
    return order?.cancelled ? problem({ status: 410 }) : order
  }

  @Get('/orders/:id')
  @OnMissing('problem-400', 'No such order')
  static get(order: Order): Order {
    return order
  }
}
