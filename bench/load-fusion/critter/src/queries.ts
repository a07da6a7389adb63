import { Data, type CompiledListQuery, type CompiledQuery, type Queryable } from '@critter/runtime'
import type { Order } from './customer.js'

export class OpenOrders extends Data<{ customer: string }> implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.customer === this.customer && order.status === 'open')
  }
}

export class LatestOrder
  extends Data<{ customer: string }>
  implements CompiledQuery<Order, Order | null>
{
  query(orders: Queryable<Order>) {
    return orders
      .where((order) => order.customer === this.customer)
      .orderBy((order) => order.day, 'desc')
      .first()
  }
}

export class CountOrders
  extends Data<{ customer: string }>
  implements CompiledQuery<Order, number>
{
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.customer === this.customer).count()
  }
}
