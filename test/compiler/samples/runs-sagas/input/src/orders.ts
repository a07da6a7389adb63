import { Data, delayed, Saga, type Delivery, type Logger, type QuerySession } from '@critter/runtime'

export class Buyer extends Data<{ id: string; name: string }> {}

export class OrderPlaced extends Data<{ orderId: number; customerId: string }> {}
export class OrderPaid extends Data<{ orderId: number | null; amount: number }> {}
export class OrderShipped extends Data<{ order: number }> {}
export class OrderTimeout extends Data<{ orderSagaId?: number }> {}
export class OrderDone extends Data<{ orderId: number }> {}

/** One order, from the first message about it to the last. */
export class OrderSaga extends Saga<{ id: number }> {
  paid = 0
  shipped = false

  static load(placed: OrderPlaced, session: QuerySession): Promise<Buyer | null> {
    return session.load(Buyer, placed.customerId)
  }

  static start(placed: OrderPlaced, _buyer: Buyer): [OrderSaga, Delivery<OrderTimeout>] {
    const saga = new OrderSaga({ id: placed.orderId })
    return [saga, delayed(new OrderTimeout({}), { minutes: 30 })]
  }

  handle(placed: OrderPlaced, logger: Logger): void {
    logger.info('placed twice', { order: placed.orderId })
  }

  startOrHandle(paid: OrderPaid): OrderDone | null {
    this.paid += paid.amount
    return this.finished()
  }

  handleShipped(_shipped: OrderShipped): OrderDone | null {
    this.shipped = true
    return this.finished()
  }

  handleTimeout(_timeout: OrderTimeout): void {
    this.markCompleted()
  }

  static notFound(timeout: OrderTimeout, logger: Logger): void {
    logger.info('too late', { order: timeout.orderSagaId })
  }

  private finished(): OrderDone | null {
    if (!this.shipped || this.paid === 0) return null
    this.markCompleted()
    return new OrderDone({ orderId: this.id })
  }
}

export class Counted extends Data<{ counterId: string }> {}
export class CounterReset extends Data<{ counterId: string }> {}

export class Counter extends Saga<{ id: string }> {
  count = 0

  start(_counted: Counted): void {
    this.count = 1
  }

  async handle(_counted: Counted): Promise<void> {
    await Promise.resolve()
    this.count++
  }

  static starts({ counterId }: CounterReset): Counter {
    return new Counter({ id: counterId })
  }
}
