import { Data, Get, Post, Use, type QuerySession } from '@critter/runtime'

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

export interface Change {
  readonly text: string
}

export interface BigChange extends Change {
  readonly size: number
}

export class Trim {
  static before(change: Change): Change {
    return { ...change, text: change.text.trim() }
  }
}

@Use(Trim)
export class ChangeEndpoint {
  @Post('/changes')
  static post(change: BigChange): string {
    return change.text
  }
}
