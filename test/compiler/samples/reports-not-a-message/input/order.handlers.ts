import { Ignore, type QuerySession } from '@critter/runtime'

export class OrderPlaced {
  constructor(readonly orderId: string) {}
}

export class PlaceOrderHandler {
  static handle(session: QuerySession, placed: OrderPlaced): string {
    return `${placed.orderId} of ${typeof session}`
  }
}

export class NightlyConsumer {
  static consume(): void {}
}

export class TextHandler {
  static handle(text: string): string {
    return text
  }

  static handleWritten(written: { readonly text: string }): string {
    return written.text
  }
}

export class RequestHandler {
  @Ignore()
  static handle(text: string): string {
    return text
  }
}
