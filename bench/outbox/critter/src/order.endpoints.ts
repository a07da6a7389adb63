import {
  created,
  type CreationResponse,
  Data,
  Doc,
  insertDoc,
  type InsertDoc,
  type NewId,
  outgoing,
  type OutgoingMessages,
  Post,
} from '@critter/runtime'

export class PlaceOrder extends Data<{ item: string; quantity: number }> {}

@Doc({})
export class Order extends Data<{ id: string; item: string; quantity: number }> {}

export class OrderBilled extends Data<{ orderId: string; item: string; quantity: number }> {}
export class OrderPacked extends Data<{ orderId: string; item: string; quantity: number }> {}

export class PlaceOrderEndpoint {
  @Post('/alone')
  static alone({ item, quantity }: PlaceOrder, id: NewId): [CreationResponse, InsertDoc<Order>] {
    return [created(`/orders/${id}`), insertDoc(Order, new Order({ id, item, quantity }))]
  }

  @Post('/with-messages')
  static withMessages(
    { item, quantity }: PlaceOrder,
    id: NewId,
  ): [CreationResponse, InsertDoc<Order>, OutgoingMessages<OrderBilled | OrderPacked>] {
    return [
      created(`/orders/${id}`),
      insertDoc(Order, new Order({ id, item, quantity })),
      outgoing(
        new OrderBilled({ orderId: id, item, quantity }),
        new OrderPacked({ orderId: id, item, quantity }),
      ),
    ]
  }
}
