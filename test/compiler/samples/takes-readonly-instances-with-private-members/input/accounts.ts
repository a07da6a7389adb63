import { Get, Post, storeDoc, type Entity, type StoreDoc } from '@critter/runtime'


/** A private method is as much of the type as a private field is. */
export class Balance {
  cents = 0
  private get isOverdrawn() {
    return this.cents < 0
  }
  static canBook(balance: Balance): boolean {
    return !balance.isOverdrawn
  }
}

export class Person {
  name = 'Ann'
  private secret: string | null = null
  protected note = ''
  static isLocked({ secret, note }: Person): boolean {
    return secret !== null || note !== ''
  }
}

export class Money {
  #cents = 0
  static fromJSON(cents: number): Money {
    const money = new Money()
    money.#cents = cents
    return money
  }
  toJSON(): number {
    return this.#cents
  }
}

export class Account {
  id = ''
  owner: Readonly<Person> = new Person()
  balance: Readonly<Balance> | null = null
  private limit: Readonly<Balance> | null = null
  static limitOf({ limit }: Account): Readonly<Balance> | null {
    return limit
  }
}

export class AccountEndpoint {
  @Get('/accounts/:id')
  static get(account: Entity<Account>): Readonly<Account> {
    return account
  }

  @Get('/accounts/:id/owner')
  static owner(account: Entity<Account>): (Person & { readonly since: number }) | null {
    return { ...account.owner, since: 2026 } as Person & { since: number }
  }

  @Get('/accounts/:id/parts')
  static parts(account: Entity<Account>): {
    readonly owners: readonly Readonly<Person>[]
    readonly balance: Readonly<Balance> | { readonly missing: true }
    readonly total: Readonly<Money>
  } {
    const { owner, balance } = account
    return { owners: [owner], balance: balance ?? { missing: true }, total: new Money() }
  }

  @Post('/accounts')
  static post(owner: Readonly<Person>): StoreDoc<Account> {
    return storeDoc(Account, Object.assign(new Account(), { id: owner.name, owner }))
  }
}
