import { AggregateHandler, Data, startStream, type StartStream } from '@critter/runtime'

export class AccountOpened extends Data<{ accountId: string; owner: string }> {}
export class AccountClosed extends Data<{ accountId: string }> {}

export class Account {
  owner: string
  isClosed = false

  constructor(owner: string) {
    this.owner = owner
  }

  async applyOpened(event: AccountOpened): Promise<void> {
    this.owner = await Promise.resolve(event.owner)
  }

  protected applyClosed(_event: AccountClosed) {
    this.isClosed = true
  }

  static evolve(state: Account, _event: AccountOpened | AccountClosed): Account {
    return state
  }
}

export class OpenAccountHandler {
  static handle(command: OpenAccount): StartStream<Account> {
    const { accountId, owner } = command
    return startStream(Account, accountId, new AccountOpened({ accountId, owner }))
  }
}
export class OpenAccount extends Data<{ accountId: string; owner: string }> {}

@AggregateHandler()
export class CloseAccountHandler {
  static handle(command: CloseAccount, account: Readonly<Account>): AccountClosed | null {
    return account.isClosed ? null : new AccountClosed({ accountId: command.accountId })
  }
}
export class CloseAccount extends Data<{ accountId: string }> {}
