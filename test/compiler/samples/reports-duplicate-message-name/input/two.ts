import { Data, Post, startStream, type StartStream } from '@critter/runtime'

export class Started extends Data<{ b: number }> {}
export class Shift {
  applyStarted(_: Started): void {}
}

export class TwoEndpoint {
  @Post('/two')
  static post(): StartStream<Shift> {
    return startStream(Shift, '1', new Started({ b: 1 }))
  }
}
