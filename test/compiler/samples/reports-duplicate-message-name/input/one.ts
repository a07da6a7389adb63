import { Data, Post, startStream, type StartStream } from '@critter/runtime'

export class Started extends Data<{ a: number }> {}
export class Order {
  applyStarted(_: Started): void {}
}

export class OneEndpoint {
  @Post('/one')
  static post(): StartStream<Order> {
    return startStream(Order, '1', new Started({ a: 1 }))
  }
}
