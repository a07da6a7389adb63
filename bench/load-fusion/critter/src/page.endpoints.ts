// One page of four reads in three spellings.
import { byId, Get, type QuerySession, type Read } from '@critter/runtime'
import { Customer, type CustomerPage, type Order } from './customer.js'
import { CountOrders, LatestOrder, OpenOrders } from './queries.js'

/** Reads as values leave in one flush. */
export class ReadsAsValuesEndpoint {
  static load(
    customerId: string,
  ): [customer: Read<Customer | null>, open: OpenOrders, latest: LatestOrder, orders: CountOrders] {
    const asked = { customer: customerId }
    return [
      byId(Customer, customerId),
      new OpenOrders(asked),
      new LatestOrder(asked),
      new CountOrders(asked),
    ]
  }

  @Get('/reads-as-values/:customerId')
  static get(
    customer: Customer,
    open: readonly Order[],
    latest: Order | null,
    orders: number,
  ): CustomerPage {
    return { customer, open, latest, orders }
  }
}

/** Loads that do not need each other begin together. */
export class IndependentLoadsEndpoint {
  static loadCustomer(customerId: string, session: QuerySession): Promise<Customer | null> {
    return session.load(Customer, customerId)
  }

  static async loadOpen(
    customerId: string,
    session: QuerySession,
  ): Promise<{ open: readonly Order[] }> {
    return { open: await session.query(new OpenOrders({ customer: customerId })) }
  }

  static async loadLatest(
    customerId: string,
    session: QuerySession,
  ): Promise<{ latest: Order | null }> {
    return { latest: await session.query(new LatestOrder({ customer: customerId })) }
  }

  static async loadOrders(customerId: string, session: QuerySession): Promise<{ orders: number }> {
    return { orders: await session.query(new CountOrders({ customer: customerId })) }
  }

  @Get('/independent-loads/:customerId')
  static get(
    customer: Customer,
    open: readonly Order[],
    latest: Order | null,
    orders: number,
  ): CustomerPage {
    return { customer, open, latest, orders }
  }
}

/** Each read is awaited before the next one is asked for, which Critter reports as `sequential-loads`. */
export class UnfusedEndpoint {
  static async load(
    customerId: string,
    session: QuerySession,
  ): Promise<{
    customer: Customer | null
    open: readonly Order[]
    latest: Order | null
    orders: number
  }> {
    const asked = { customer: customerId }
    const customer = await session.load(Customer, customerId)
    const open = await session.query(new OpenOrders(asked))
    const latest = await session.query(new LatestOrder(asked))
    const orders = await session.query(new CountOrders(asked))
    return { customer, open, latest, orders }
  }

  @Get('/unfused/:customerId')
  static get(
    customer: Customer,
    open: readonly Order[],
    latest: Order | null,
    orders: number,
  ): CustomerPage {
    return { customer, open, latest, orders }
  }
}
