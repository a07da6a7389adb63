import {
  byId,
  Data,
  Get,
  type CompiledListQuery,
  type CompiledQuery,
  type Queryable,
  type QuerySession,
  type Read,
} from '@critter/runtime'

export class Board extends Data<{ id: string; name: string }> {}
export class Shift extends Data<{ id: string; boardId: string; open: boolean }> {}

export class OpenShifts extends Data<{ boardId: string }> implements CompiledListQuery<Shift> {
  query(shifts: Queryable<Shift>) {
    return shifts.where((shift) => shift.boardId === this.boardId && shift.open)
  }
}

export class CountShifts extends Data<{ boardId: string }> implements CompiledQuery<Shift, number> {
  query(shifts: Queryable<Shift>) {
    return shifts.where((shift) => shift.boardId === this.boardId).count()
  }
}

export class NewestShift extends Data<{ boardId: string }> implements CompiledQuery<Shift, Shift | null> {
  query(shifts: Queryable<Shift>) {
    return shifts.where((shift) => shift.boardId === this.boardId).orderBy((shift) => shift.id, 'desc').first()
  }
}

export class BoardEndpoint {
  static load(
    id: string,
  ): [board: Read<Board | null>, open: OpenShifts, newest: NewestShift, count: CountShifts] {
    const boardId = id
    return [
      byId(Board, id),
      new OpenShifts({ boardId }),
      new NewestShift({ boardId }),
      new CountShifts({ boardId }),
    ]
  }

  @Get('/boards/:id')
  static get(
    board: Board,
    open: readonly Shift[],
    newest: Shift | null,
    count: number,
  ): { name: string; open: number; newest: string; count: number } {
    return { name: board.name, open: open.length, newest: newest?.id ?? 'none', count }
  }
}

export class NewestShiftEndpoint {
  static load(id: string): NewestShift {
    return new NewestShift({ boardId: id })
  }

  @Get('/boards/:id/newest')
  static get(shift: Shift): Shift {
    return shift
  }
}

export class OpenShiftsEndpoint {
  @Get('/boards/:id/open')
  static get(id: string): OpenShifts {
    return new OpenShifts({ boardId: id })
  }
}

export class BoardAndShiftsEndpoint {
  static loadBoard(id: string): Read<Board | null> {
    return byId(Board, id)
  }

  static async loadShifts(id: string, session: QuerySession): Promise<readonly Shift[]> {
    return session.query(new OpenShifts({ boardId: id }))
  }

  @Get('/boards/:id/with-shifts')
  static get(board: Board, shifts: readonly Shift[]): { name: string; open: number } {
    return { name: board.name, open: shifts.length }
  }
}
