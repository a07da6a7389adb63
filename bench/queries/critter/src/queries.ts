import { Data, type CompiledListQuery, type CompiledQuery, type Queryable } from '@critter/runtime'
import type { Order } from './order.js'

export class OrdersOfCustomer
  extends Data<{ customer: string; from: Date; to: Date }>
  implements CompiledListQuery<Order>
{
  query(orders: Queryable<Order>) {
    return orders
      .where((order) => order.customer === this.customer)
      .where((order) => order.placedAt >= this.from && order.placedAt < this.to)
      .orderBy((order) => order.placedAt)
  }
}

export class OrdersOfRegion
  extends Data<{ region: string; from: Date; to: Date }>
  implements CompiledListQuery<Order>
{
  query(orders: Queryable<Order>) {
    return orders
      .where((order) => order.region === this.region)
      .where((order) => order.placedAt >= this.from && order.placedAt < this.to)
      .orderBy((order) => order.placedAt)
  }
}

export class LatestOrderOfCustomer
  extends Data<{ customer: string }>
  implements CompiledQuery<Order, Order | null>
{
  query(orders: Queryable<Order>) {
    return orders
      .where((order) => order.customer === this.customer)
      .orderBy((order) => order.placedAt, 'desc')
      .first()
  }
}

export class CountOrdersOfCustomer
  extends Data<{ customer: string; from: Date; to: Date }>
  implements CompiledQuery<Order, number>
{
  query(orders: Queryable<Order>) {
    return orders
      .where((order) => order.customer === this.customer)
      .where((order) => order.placedAt >= this.from && order.placedAt < this.to)
      .count()
  }
}
