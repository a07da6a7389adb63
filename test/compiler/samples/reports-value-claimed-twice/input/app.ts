import { Data, Post } from '@critter/runtime'

export class CountUpdated extends Data<{ value: number }> {}

export class Hub {
  static send(message: CountUpdated): void {
    void message
  }
}

export class CountEndpoint {
  @Post('/count')
  static count(): CountUpdated {
    return new CountUpdated({ value: 1 })
  }
}
