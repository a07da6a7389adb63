import { Data, Post } from '@critter/runtime'

export class Board extends Data<{ id: string }> {}
export class Provider extends Data<{ id: string }> {}

export class BoardEndpoint {
  @Post('/boards')
  static post(): Board {
    return new Provider({ id: 'p-1' })
  }
}
