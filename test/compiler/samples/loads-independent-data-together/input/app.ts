import { byId, Data, Get, type Entity, type QuerySession, type Read } from '@critter/runtime'

export class Board extends Data<{ id: string }> {}
export class Provider extends Data<{ id: string }> {}
export class Shift extends Data<{ id: string }> {}

export class TogetherEndpoint {
  static loadBoard(board: string, session: QuerySession): Promise<Board | null> {
    return session.load(Board, board)
  }

  static loadProvider(provider: string): Read<Provider | null> {
    return byId(Provider, provider)
  }

  @Get('/boards/:board/providers/:provider/shifts/:shiftId')
  static get(place: Board, person: Provider, shift: Entity<Shift>): string {
    return `${place.id} ${person.id} ${shift.id}`
  }
}
