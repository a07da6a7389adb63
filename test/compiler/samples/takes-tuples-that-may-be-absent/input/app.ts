import { Data, Get, Post, storeDoc, type StoreDoc } from '@critter/runtime'

export class Order extends Data<{ id: string }> {}
export class PlaceOrder extends Data<{ id: string }> {}
export class CancelOrder extends Data<{ id: string }> {}
export class OrderPlaced extends Data<{ id: string }> {}
export class OrderNoticed extends Data<{ id: string }> {}

export class OrderHandler {
  static handlePlaced(order: PlaceOrder): [OrderPlaced | null, readonly OrderNoticed[]] | null {
    return order.id === '' ? null : [new OrderPlaced(order), []]
  }

  static async handleCancelled(
    order: CancelOrder,
  ): Promise<[OrderNoticed, StoreDoc<Order>] | undefined> {
    await Promise.resolve()
    return order.id === '' ? undefined : [new OrderNoticed(order), storeDoc(Order, new Order(order))]
  }
}

export class NoticeHandler {
  static handle(placed: OrderPlaced): void {
    console.log(placed.id)
  }

  static handleNoticed(noticed: OrderNoticed): void {
    console.log(noticed.id)
  }
}

export class OrderEndpoint {
  @Post('/orders')
  static post(order: PlaceOrder): [Order, OrderPlaced] | null {
    return order.id === '' ? null : [new Order(order), new OrderPlaced(order)]
  }
}

export class PriceEndpoint {
  static load(): [order: Order, notice: OrderNoticed] | null {
    return null
  }

  @Get('/price')
  static get(order: Order, notice: OrderNoticed): string {
    return order.id + notice.id
  }
}
