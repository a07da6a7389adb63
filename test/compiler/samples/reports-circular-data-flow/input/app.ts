import { Data, Get } from '@critter/runtime'

export class Board extends Data<{ id: string }> {}
export class Provider extends Data<{ id: string }> {}

export class CircleEndpoint {
  static loadBoard(provider: Provider): Board {
    return new Board({ id: provider.id })
  }

  static loadProvider(board: Board): Provider {
    return new Provider({ id: board.id })
  }

  @Get('/circle')
  static get(board: Board): string {
    return board.id
  }
}
