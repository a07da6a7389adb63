import { Data, Post, type Entity, type QuerySession, type ValidationErrors } from '@critter/runtime'

export class Order extends Data<{ id: string; open: boolean }> {}
export interface PlaceOrder {
  readonly item: string
}
export interface PlaceMany {
  readonly items: readonly string[]
}

export class OrderEndpoints {
  static validate(command: PlaceOrder): ValidationErrors<PlaceOrder> {
    return command.item === '' ? { item: 'must say something' } : {}
  }

  static loadOrder(id: string, session: QuerySession): Promise<Order | null> {
    return session.load(Order, id)
  }

  static validateOpen(order: Order): string[] {
    return order.open ? [] : ['is closed']
  }

  @Post('/orders')
  static place(command: PlaceOrder): string {
    return command.item
  }

  @Post('/orders/many')
  static placeMany(command: PlaceMany): number {
    return command.items.length
  }

  @Post('/orders/:id/close')
  static close(order: Order): string {
    return order.id
  }

  @Post('/orders/:id/ping')
  static ping(id: string): string {
    return id
  }
}

export class SharedEntityEndpoint {
  static validate(order: Order): string[] {
    return order.open ? [] : ['is closed']
  }

  @Post('/shared/:orderId/finish')
  static finish(order: Entity<Order>): string {
    return order.id
  }
}
