import { Data, Get, Ignore } from '@critter/runtime'

export class OrderPlaced extends Data<{ orderId: string }> {}

export class MisspeltHandler {
  static handel(placed: OrderPlaced): void {
    void placed
  }
}

export class CapitalConsumer {
  ConsumeOrderPlaced(placed: OrderPlaced): void {
    void placed
  }
}

/** Nothing of these resembles a word. */
export class ErrorHandler {
  sort(errors: readonly Error[]): readonly Error[] {
    return errors
  }
}

/** It answers a request. */
export class StatusHandler {
  @Get('/status')
  static handled(): string {
    return 'fine'
  }
}

export class QuietHandler {
  @Ignore()
  static handles_(placed: OrderPlaced): void {
    void placed
  }

  @Ignore()
  static handled(placed: OrderPlaced): void {
    void placed
  }
}
