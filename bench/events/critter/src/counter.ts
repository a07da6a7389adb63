import { AggregateHandler, Data, startStream, type StartStream } from '@critter/runtime'

export class StartCounter extends Data<{ counterId: string }> {}
export class IncreaseCounter extends Data<{ counterId: string; amount: number }> {}
export class Increased extends Data<{ amount: number }> {}

export class Counter {
  total = 0

  applyIncreased(event: Increased) {
    this.total += event.amount
  }
}

export class StartCounterHandler {
  static handle({ counterId }: StartCounter): StartStream<Counter> {
    return startStream(Counter, counterId, new Increased({ amount: 1 }))
  }
}

@AggregateHandler()
export class IncreaseCounterHandler {
  static handle({ amount }: IncreaseCounter, _counter: Readonly<Counter>): Increased {
    return new Increased({ amount })
  }
}
