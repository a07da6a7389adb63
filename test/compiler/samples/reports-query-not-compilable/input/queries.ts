import { Data, type CompiledListQuery, type CompiledQuery, type Queryable } from '@critter/runtime'

export class Order extends Data<{ id: string; customer: string; placedAt: Date }> {}

export class Generic<T extends string> extends Data<{ customer: string; more: string }> implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.customer === (this.customer as T))
  }
}

class NotExported implements CompiledQuery<Order, number> {
  query(orders: Queryable<Order>) {
    return orders.count()
  }
}
void NotExported

abstract class Of<T> {
  abstract readonly kind: T
}
export abstract class Newest<T extends Order> extends Of<T> implements CompiledListQuery<T> {
  query(orders: Queryable<T>) {
    return orders.orderBy((order) => order.placedAt)
  }
}
export class NewestOrders extends Newest<Order> {
  override readonly kind = new Order({ id: '', customer: '', placedAt: new Date() })
}

export class SaysNothing extends Data<{ customer: string }> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.customer === this.customer)
  }
}
