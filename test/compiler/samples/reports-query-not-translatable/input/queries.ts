import { Data, type CompiledListQuery, type Queryable } from '@critter/runtime'

interface Line {
  readonly sku: string
  readonly at: Date
}
export class Order extends Data<{
  id: string
  customer: string
  note?: string
  total: number
  placedAt: Date
  lines: readonly Line[]
}> {
  get title(): string {
    return `${this.id} of ${this.customer}`
  }
}

const rates = { fast: Math.random() }
const isBig = (order: Order) => order.total > 100

export class WithLoop implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    for (const _ of [1, 2]) orders = orders.take(1)
    return orders
  }
}

export class WithBranch implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => {
      if (order.total > 5) return true
      return false
    })
  }
}

export class WithClosure implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.total > rates.fast && isBig(order))
  }
}

export class WithUnknownMethods implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.customer.repeat(2) === 'xx' && order.lines.findLast(() => true) !== undefined)
  }
}

export class WithComputed implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.title === 'a' && /a/.test(order.customer))
  }
}

export class WithDates extends Data<{ at: Date }> implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.placedAt === this.at)
  }
}

export class WithTruth implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => !order.note && !order.lines.length)
  }
}

export class WithNull implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.note === null)
  }
}

export class WithHidden implements CompiledListQuery<Order> {
  constructor(private readonly customer: string) {}

  query(orders: Queryable<Order>) {
    return orders.where((order) => order.customer === this.customer)
  }
}

export class WithLateFilter implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.take(5).where((order) => order.total > 5)
  }
}

export class WithDirection extends Data<{ direction: 'asc' | 'desc' }> implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.orderBy((order) => order.total, this.direction)
  }
}

export class Tagged extends Data<{ id: string; tags: ReadonlySet<string>; scan: Uint8Array }> {}

export class WithSizes implements CompiledListQuery<Tagged> {
  query(tagged: Queryable<Tagged>) {
    return tagged.where((each) => each.tags.size > 0 && each.scan.length > 0)
  }
}

export class WithRemainder extends Data<{ number: number }> implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where((order) => order.total % 2 === this.number % 2)
  }
}

export class WithSlices implements CompiledListQuery<Order> {
  query(orders: Queryable<Order>) {
    return orders.where(
      (order) => order.customer.slice(0, 2) === 'ab' && order.lines.filter((line) => line.sku > 'a').length > 1,
    )
  }
}

export class WithSuper extends WithTruth {
  override query(orders: Queryable<Order>) {
    return super.query(orders).where((order) => order.total > 1)
  }
}
