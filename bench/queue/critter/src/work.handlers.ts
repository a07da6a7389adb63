import { Data, Doc, insertDoc, type InsertDoc } from '@critter/runtime'
import { arrive, handled } from './progress.js'

export class NoOp extends Data<{ n: number }> {}
export class WriteRow extends Data<{ id: string; n: number }> {}
export class Timed extends Data<{ n: number }> {}

@Doc({})
export class WrittenRow extends Data<{ id: string; n: number }> {}

export class NoOpHandler {
  static handle(_noOp: NoOp): void {
    handled()
  }
}

export class WriteRowHandler {
  static handle({ id, n }: WriteRow): InsertDoc<WrittenRow> {
    handled()
    return insertDoc(WrittenRow, new WrittenRow({ id, n }))
  }
}

export class TimedHandler {
  static handle(_timed: Timed): void {
    arrive()
  }
}
