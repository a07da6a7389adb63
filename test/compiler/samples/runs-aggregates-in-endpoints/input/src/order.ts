import { Data } from '@critter/runtime'

export interface Item {
  readonly name: string
  readonly ready: boolean
}

export class OrderCreated extends Data<{ items: readonly Item[] }> {}
export class ItemReady extends Data<{ name: string }> {}
export class OrderReady extends Data {}
export class OrderShipped extends Data<{ at: Date }> {}
/** Nothing about the order changes. */
export class OrderViewed extends Data<{ by: string }> {}

export class Order {
  items: readonly Item[] = []
  shippedAt: Date | null = null

  get isReady(): boolean {
    return this.items.every((item) => item.ready)
  }

  applyCreated(event: OrderCreated) {
    this.items = event.items
  }

  applyProgress(event: ItemReady | OrderReady) {
    const isDone = (item: Item) => event instanceof OrderReady || item.name === event.name
    this.items = this.items.map((item) => (isDone(item) ? { ...item, ready: true } : item))
  }

  applyShipped(event: OrderShipped): Order {
    this.shippedAt = event.at
    return this
  }

  applyViewed(_event: OrderViewed) {}
}
