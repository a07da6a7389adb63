import { Data, Get, type QuerySession } from '@critter/runtime'

export class Board extends Data<{ id: string }> {}

export class UnusedEndpoint {
  static load(id: string, session: QuerySession): Promise<Board | null> {
    return session.load(Board, id)
  }

  @Get('/boards/:id')
  static get(id: string): string {
    return id
  }
}
