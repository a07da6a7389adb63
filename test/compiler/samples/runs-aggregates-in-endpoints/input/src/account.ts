import { Data } from '@critter/runtime'

export class AccountOpened extends Data<{ owner: string }> {}
export class MoneyMoved extends Data<{ amount: number }> {}

export type AccountEvent = AccountOpened | MoneyMoved

export class Account extends Data<{ owner: string; balance: number }> {
  static evolve(account: Account | null, event: AccountEvent): Account {
    const { owner, balance } = account ?? { owner: '', balance: 0 }
    if (event instanceof AccountOpened) return new Account({ owner: event.owner, balance })
    return new Account({ owner, balance: balance + event.amount })
  }
}

export class CustomerRegistered extends Data<{ name: string }> {}
export class CustomerRenamed extends Data<{ name: string }> {}

export class Customer {
  readonly since: Date
  name: string

  private constructor(name: string, since: Date) {
    this.name = name
    this.since = since
  }

  static createRegistered(event: CustomerRegistered): Customer {
    return new Customer(event.name, new Date(0))
  }

  applyRenamed(event: CustomerRenamed) {
    this.name = event.name
  }
}
