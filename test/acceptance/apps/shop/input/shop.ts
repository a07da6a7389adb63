import { Data, Message, outgoing, Post, type NewId, type OutgoingMessages } from '@critter/runtime'

@Message('critter-test-order-placed')
export class OrderPlaced extends Data<{ orderId: string; amount: number }> {}

@Message('critter-test-print-invoice')
export class PrintInvoice extends Data<{ orderId: string }> {}

export class OrderEndpoint {
  @Post('/orders')
  static place(
    { amount }: { readonly amount: number },
    orderId: NewId,
  ): [{ orderId: string }, OutgoingMessages<OrderPlaced | PrintInvoice>] {
    return [
      { orderId },
      outgoing(new OrderPlaced({ orderId, amount }), new PrintInvoice({ orderId })),
    ]
  }
}
