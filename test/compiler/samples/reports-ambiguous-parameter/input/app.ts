import { Data, Get, type QuerySession } from '@critter/runtime'

export class Account extends Data<{ id: string }> {}

export class TransferEndpoint {
  static async load(session: QuerySession): Promise<[from: Account, to: Account]> {
    const [from, to] = await session.query(Account).toArray()
    return [from as Account, to as Account]
  }

  @Get('/transfer')
  static get(account: Account): string {
    return account.id
  }
}
