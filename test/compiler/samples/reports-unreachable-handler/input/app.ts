import { Data, Handler, Ignore, Saga } from '@critter/runtime'

export class OrderPlaced extends Data<{ orderId: string }> {}

export class PropertyHandler {
  static handle = (placed: OrderPlaced): void => {
    void placed
  }
}

export class GetterConsumer {
  static get consume(): (placed: OrderPlaced) => void {
    return (placed) => void placed
  }
}

export const ExpressionHandler = class {
  static handle(placed: OrderPlaced): void {
    void placed
  }
}

// eslint-disable-next-line @typescript-eslint/no-namespace
export namespace Orders {
  @Handler()
  export class Placing {
    static handle(placed: OrderPlaced): void {
      void placed
    }
  }
}

export abstract class LonelyHandler {
  handle(placed: OrderPlaced): void {
    void placed
  }
}

/** What is data is data, whatever it is called. */
export class TimeSaga extends Saga<{ id: string; start: number }> {
  static starts(placed: OrderPlaced): TimeSaga {
    return new TimeSaga({ id: placed.orderId, start: 0 })
  }
}

export function forTests(): object {
  @Ignore()
  class TestHandler {
    handle(text: string): string {
      return text
    }
  }
  return new TestHandler()
}
