import { Batch, Data } from '@critter/runtime'

export class OrderPlaced extends Data<{ id: string }> {}
export class OrderShipped extends Data<{ id: string }> {}
export class OrderPaid extends Data<{ id: string }> {}

export class EmptyHandler {
  @Batch({ size: 0, within: { seconds: 1 } })
  static handle(placed: readonly OrderPlaced[]): void {
    void placed
  }
}

export class NegativeHandler {
  @Batch({ size: 10, within: { milliseconds: -5 } })
  static handle(shipped: readonly OrderShipped[]): void {
    void shipped
  }
}

export class FractionHandler {
  @Batch({ size: 10, within: { seconds: 0.5 } })
  static handle(paid: readonly OrderPaid[]): void {
    void paid
  }
}
