import { createApp } from './generated/critter/index.js'
import {
  CountOrdersOfCustomer,
  LatestOrderOfCustomer,
  OrdersOfCustomer,
  OrdersOfRegion,
} from './queries.js'

interface Customer {
  readonly customer: string
}
interface Period {
  readonly from: Date
  readonly to: Date
}

/** A session for every query, as every request has one. */
export async function open(database: string) {
  const app = createApp({ database })
  await app.start()
  return {
    selective: (asked: Customer & Period) =>
      app.store.openSession().query(new OrdersOfCustomer(asked)),
    broad: (asked: Period & { readonly region: string }) =>
      app.store.openSession().query(new OrdersOfRegion(asked)),
    first: (asked: Customer) => app.store.openSession().query(new LatestOrderOfCustomer(asked)),
    count: (asked: Customer & Period) =>
      app.store.openSession().query(new CountOrdersOfCustomer(asked)),
    close: () => app.stop(),
  }
}
