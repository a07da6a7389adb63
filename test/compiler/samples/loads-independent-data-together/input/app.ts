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

export class FarApartEndpoint {
  static async loadBoard(boardOfTheProvider: string, session: QuerySession): Promise<Board | null> {
    return session.load(Board, boardOfTheProvider)
  }

  static loadProviderWithEverything(
    providerOfTheBoard: string,
    session: QuerySession,
  ): Promise<Provider | null> {
    return session.load(Provider, providerOfTheBoard)
  }

  static async loadShift(shiftOfTheBoard: string): Promise<Read<Shift | null>> {
    return byId(Shift, await Promise.resolve(shiftOfTheBoard))
  }

  @Get('/far/:boardOfTheProvider/:providerOfTheBoard/:shiftOfTheBoard')
  static get(board: Board, provider: Provider, shift: Shift): string {
    return `${board.id} ${provider.id} ${shift.id}`
  }
}
