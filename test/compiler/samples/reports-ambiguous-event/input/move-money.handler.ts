import { Data, type WriteAggregate } from '@critter/runtime'

export class MoneyMoved extends Data<{ amount: number }> {}

export class Account {
  balance = 0

  applyMoved(event: MoneyMoved) {
    this.balance += event.amount
  }
}

export class MoveMoneyHandler {
  static handle(
    command: MoveMoney,
    from: WriteAggregate<Account, 'fromId'> | null,
    _to: WriteAggregate<Account, 'toId'> | null,
  ): MoneyMoved | null {
    return from === null ? null : new MoneyMoved({ amount: command.amount })
  }
}
export class MoveMoney extends Data<{ fromId: string; toId: string; amount: number }> {}
