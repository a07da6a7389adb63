import { Batch, Data, Saga, type QuerySession } from '@critter/runtime'

export class Opened extends Data<{ id: string }> {}
export class Used extends Data<{ id: string }> {}
export class Closed extends Data<{ id: string }> {}

export class LateSaga extends Saga<{ id: string }> {
  static starts(opened: Opened): LateSaga | null {
    return opened.id === '' ? null : new LateSaga({ id: opened.id })
  }
}

export class TicketSaga extends Saga<{ id: string }> {
  load(used: Used, session: QuerySession): Promise<TicketSaga | null> {
    return session.load(TicketSaga, used.id)
  }

  static start(opened: Opened): void {
    console.log(opened.id)
  }

  static handle(used: Used): void {
    console.log(used.id)
  }

  notFound(closed: Closed): void {
    console.log(closed.id)
  }
}

export class CountedSaga extends Saga<{ id: string }> {
  static start(opened: Opened): CountedSaga {
    return new CountedSaga({ id: opened.id })
  }

  static startAgain(opened: Opened): CountedSaga {
    return new CountedSaga({ id: `${opened.id} again` })
  }

  @Batch({ size: 10, within: { seconds: 1 } })
  handle(used: readonly Used[]): void {
    void used
  }
}

export class MeasuredSaga extends Saga<{ id: string }> {
  startOrHandle(counted: Measured): void {
    void counted
  }
}

export class Measured extends Data<{ measuredId: number; id: string }> {}
