import { Data, Get, type QuerySession } from '@critter/runtime'

export class OrderPlaced extends Data<{ id: string }> {}
export class OrderShipped extends Data<{ id: string }> {}
export class Board extends Data<{ id: string }> {}

export class OrderHandler {
  static handle(placed: OrderPlaced): [Promise<OrderShipped>, OrderShipped] {
    return [Promise.resolve(new OrderShipped(placed)), new OrderShipped(placed)]
  }
}

export class ShippedHandler {
  static handle(shipped: OrderShipped): Promise<OrderPlaced>[] {
    return [Promise.resolve(new OrderPlaced(shipped))]
  }
}

export class LateHandler {
  static handle(placed: Promise<OrderPlaced>): void {
    void placed
  }
}

export class BoardEndpoint {
  static load(id: string, session: QuerySession): { board: Promise<Board | null> } {
    return { board: session.load(Board, id) }
  }

  @Get('/boards/:id')
  static get(board: Board): Board {
    return board
  }
}
