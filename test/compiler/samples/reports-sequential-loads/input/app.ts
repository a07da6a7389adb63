import { Data, Get, type QuerySession } from '@critter/runtime'

export class Board extends Data<{ id: string }> {}
export class Provider extends Data<{ id: string }> {}

export class SequentialEndpoint {
  static async load(boardId: string, providerId: string, session: QuerySession): Promise<[Board | null, Provider | null]> {
    const board = await session.load(Board, boardId)
    const provider = await session.load(Provider, providerId)
    return [board, provider]
  }

  @Get('/boards/:boardId/providers/:providerId')
  static get(board: Board, provider: Provider): string {
    return board.id + provider.id
  }
}
