import { Data, type EventStream } from '@critter/runtime'
import type { AppDefinition } from '../../../packages/runtime/src/hosting/app-definition.js'
import type { AggregateMapping } from '../../../packages/runtime/src/events/event-mapping.js'
import { eventMapping, openStoreWith, type TestStore } from '../../support/store.js'

export class BasketOpened extends Data<{ owner: string }> {}
export class ItemAdded extends Data<{ item: string }> {}
export class Noted extends Data<{ text: string }> {}

/** Its methods change it, as those of users do. */
export class Basket {
  owner = ''
  items: string[] = []

  static create(event: BasketOpened): Basket {
    const basket = new Basket()
    basket.owner = event.owner
    return basket
  }

  applyItem(event: ItemAdded): void {
    this.items.push(event.item)
  }
}
/** The same, kept beside its events. */
export class KeptBasket extends Basket {}
/** Started, and never read. */
export class Ledger {}

/** How often a class had an event applied. */
export const applied = new Map<string, number>()

// What the compiler would write, made by hand.
function evolve(state: Basket | null, event: object): Basket | null {
  const name = event.constructor.name
  applied.set(name, (applied.get(name) ?? 0) + 1)
  if (event instanceof BasketOpened) return Basket.create(event)
  if (state !== null && event instanceof ItemAdded) state.applyItem(event)
  return state
}

export function keptAs(hash: string): AggregateMapping<Basket> {
  return {
    type: KeptBasket,
    name: 'kept-basket',
    evolve,
    snapshot: {
      hash,
      encode: ({ owner, items }) => JSON.stringify({ owner, items }),
      revive: (stored) => Object.assign(Object.create(Basket.prototype) as Basket, stored),
    },
  }
}

export const baskets: Omit<AppDefinition, 'compiler'> = {
  documents: [],
  events: [
    eventMapping(BasketOpened, 'basket-opened'),
    eventMapping(ItemAdded, 'item-added'),
    eventMapping(Noted, 'noted'),
  ],
  aggregates: [
    { type: Basket, name: 'basket', evolve },
    { type: Ledger, name: 'ledger' },
    keptAs('v1'),
  ],
}

export function openBasketStore(): Promise<TestStore> {
  return openStoreWith(baskets)
}

let last = 0
export const nextId = (): string => `basket-${++last}`

export async function startBasket(
  store: TestStore,
  type: typeof Basket,
  ...items: readonly string[]
): Promise<string> {
  const id = nextId()
  const session = store.openSession()
  const added = items.map((item) => new ItemAdded({ item }))
  session.events.startStream(type, id, new BasketOpened({ owner: 'ann' }), ...added)
  await session.saveChanges()
  return id
}

/** Appends by the stream's id alone. */
export async function addItem(store: TestStore, id: string, item: string): Promise<void> {
  const session = store.openSession()
  session.events.append(id, new ItemAdded({ item }))
  await session.saveChanges()
}

export function itemsOf({ state }: EventStream<Basket>): readonly string[] | undefined {
  return state?.items
}
