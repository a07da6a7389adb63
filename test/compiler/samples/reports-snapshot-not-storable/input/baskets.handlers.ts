import { AggregateHandler, Data, startStream, type StartStream } from '@critter/runtime'

export class BasketFilled extends Data<{ item: string }> {}

export class Basket {
  readonly #items = new Set<string>()
  onChange: () => void = () => undefined

  has(item: string): boolean {
    return this.#items.has(item)
  }

  applyFilled(event: BasketFilled) {
    this.#items.add(event.item)
  }
}

export class TakeBasketHandler {
  static handle(command: TakeBasket): StartStream<Basket> {
    return startStream(Basket, command.basketId, new BasketFilled({ item: command.item }))
  }
}
export class TakeBasket extends Data<{ basketId: string; item: string }> {}

@AggregateHandler()
export class FillBasketHandler {
  static handle(command: FillBasket, basket: Readonly<Basket>): BasketFilled | null {
    return basket.has(command.item) ? null : new BasketFilled({ item: command.item })
  }
}
export class FillBasket extends Data<{ basketId: string; item: string }> {}
