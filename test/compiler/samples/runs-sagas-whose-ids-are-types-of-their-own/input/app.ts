import { Data, Saga } from '@critter/runtime'

export type OrderId = string & { readonly brand: 'OrderId' }
export type LaneId = 1 | 2 | 3
export type MeterId = number & { readonly brand: 'MeterId' }

export class OrderPlaced extends Data<{ orderId: OrderId }> {}
export class OrderPaid extends Data<{ orderId?: OrderId }> {}
export class OrderClosed extends Data<{ reason: string }> {}

export class OrderSaga extends Saga<{ id: OrderId }> {
  paid = false

  static start(placed: OrderPlaced): OrderSaga {
    return new OrderSaga({ id: placed.orderId })
  }

  startOrHandle(paid: OrderPaid): void {
    this.paid = paid.orderId !== undefined
  }

  handleClosed(closed: OrderClosed): void {
    if (closed.reason !== '') this.markCompleted()
  }
}

export class LaneEntered extends Data<{ laneId: LaneId }> {}
export class LaneLeft extends Data<{ at: Date }> {}

/** The header says which, where the message does not. */
export class LaneSaga extends Saga<{ id: LaneId }> {
  cars = 0

  static start(entered: LaneEntered): LaneSaga {
    return new LaneSaga({ id: entered.laneId })
  }

  /** Of the same message: the saga is written when it has counted. */
  startOrHandle(_entered: LaneEntered): void {
    this.cars++
  }

  handle(_left: LaneLeft): void {
    this.cars--
  }
}

export class MeterRead extends Data<{ meterId: MeterId | null; value: number }> {}

export class MeterSaga extends Saga<{ id: MeterId }> {
  value = 0

  startOrHandle(read: MeterRead): void {
    this.value = read.value
  }
}
