import {
  Data,
  Get,
  type CompiledListQuery,
  type CompiledQuery,
  type CursorPage,
  type Included,
  type Page,
  type Queryable,
  type QuerySession,
} from '@critter/runtime'

export class Board extends Data<{ id: string; name: string }> {}
export class Shift extends Data<{ id: string; boardId: string }> {}

export class ShiftPage extends Data<{ page: number }> implements CompiledQuery<Shift, Page<Shift>> {
  query(shifts: Queryable<Shift>) {
    return shifts.page(this.page, 10)
  }
}

export class ShiftsBehind extends Data<{ cursor: string | undefined }> implements CompiledQuery<Shift, CursorPage<Shift>> {
  query(shifts: Queryable<Shift>) {
    return shifts.cursorPage(this.cursor, 10)
  }
}

export class ShiftsWithBoards implements CompiledListQuery<Shift, Included<Shift, 'board', Board>> {
  query(shifts: Queryable<Shift>) {
    return shifts.include('board', Board, (shift) => shift.boardId)
  }
}

export class ShiftsEndpoint {
  @Get('/shifts')
  static page(session: QuerySession, page = 1): Promise<Page<Shift>> {
    return session.query(new ShiftPage({ page }))
  }

  @Get('/shifts/behind')
  static behind(session: QuerySession, cursor: string | undefined): Promise<CursorPage<Shift>> {
    return session.query(new ShiftsBehind({ cursor }))
  }

  @Get('/shifts/with-boards')
  static withBoards(session: QuerySession): Promise<readonly Included<Shift, 'board', Board>[]> {
    return session.query(new ShiftsWithBoards())
  }
}
