import type { Pool } from 'pg'
import { Data, type Type } from '@critter/runtime'
import type { DocumentMapping } from '../../packages/runtime/src/documents/document-mapping.js'
import { PgDocumentStore } from '../../packages/runtime/src/documents/pg-document-store.js'
import type {
  AggregateMapping,
  EventMapping,
} from '../../packages/runtime/src/events/event-mapping.js'
import type { AppDefinition } from '../../packages/runtime/src/hosting/app-definition.js'
import { connect } from '../../packages/runtime/src/postgres/connect.js'
import { ManualClock } from '../../packages/runtime/src/testing/manual-clock.js'
import { createDatabase } from './database.js'

export class Todo extends Data<{
  id: number
  name: string
  isComplete?: boolean
  priority?: number | null
  due?: Date
}> {
  get title(): string {
    return `${this.id}: ${this.name}`
  }
}
export class Customer extends Data<{ id: string; name: string }> {}
export class Account extends Data<{ id: bigint; balance: bigint }> {}
export class Unknown extends Data<{ id: string }> {}

export class OrderPlaced extends Data<{ item: string }> {}
export class OrderShipped extends Data<{ at: Date }> {}
export class Order {}
export class Fulfillment {}

/** What the compiler would write, made by hand: `revive` restores the prototype, and the members it is given. */
export function documentMapping<T extends object>(
  type: Type<T>,
  name: string,
  idType: DocumentMapping['idType'],
  revive: (stored: never) => object = (stored) => stored,
): DocumentMapping<T> {
  return { type, name, idType, encode: encodeJson, revive: reviveAs(type, revive) }
}

export function eventMapping<E extends object>(
  type: Type<E>,
  name: string,
  revive: (stored: never) => object = (stored) => stored,
): EventMapping<E> {
  return { type, name, encode: encodeJson, revive: reviveAs(type, revive) }
}

function encodeJson(value: object): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? String(member) : member,
  )
}

function reviveAs<T extends object>(type: Type<T>, revive: (stored: never) => object) {
  return (stored: unknown): T =>
    Object.assign(Object.create(type.prototype) as T, revive(stored as never))
}

export const documents: AppDefinition['documents'] = [
  documentMapping(Todo, 'todo', 'float8', (stored: { due?: string }) =>
    stored.due === undefined ? stored : { ...stored, due: new Date(stored.due) },
  ),
  documentMapping(Customer, 'customer', 'text'),
  documentMapping(Account, 'account', 'int8', (stored: { id: string; balance: string }) => ({
    id: BigInt(stored.id),
    balance: BigInt(stored.balance),
  })),
]

export const events: AppDefinition['events'] = [
  eventMapping(OrderPlaced, 'order-placed'),
  eventMapping(OrderShipped, 'order-shipped', (stored: { at: string }) => ({
    at: new Date(stored.at),
  })),
]

export const aggregates: readonly AggregateMapping[] = [
  { type: Order, name: 'order' },
  { type: Fulfillment, name: 'fulfillment' },
]

type Definition = Omit<AppDefinition, 'compiler'>

export interface TestStore extends PgDocumentStore {
  readonly url: string
  readonly pool: Pool
  readonly clock: ManualClock
  close(): Promise<void>
}

export interface TestStoreOptions {
  readonly max?: number
  readonly prepare?: boolean
}

/** A store on a throw-away database, with the tables of the documents above. */
export function openTestStore(options: TestStoreOptions = {}): Promise<TestStore> {
  return openStoreWith({ documents, events, aggregates }, options)
}

/** The same with the tables of other documents. */
export async function openStoreWith(
  definition: Definition,
  options: TestStoreOptions = {},
): Promise<TestStore> {
  const database = await createDatabase()
  const store = openStoreAt(database.url, options, definition)
  await store.migrate()
  return Object.assign(store, {
    close: async () => {
      await store.pool.end()
      await database.drop()
    },
  })
}

/** A store on a database that is there. */
export function openStoreAt(
  url: string,
  options: TestStoreOptions = {},
  definition: Definition = { documents, events, aggregates },
): TestStore {
  const pool = connect({ connectionString: url, ...options })
  const clock = new ManualClock(new Date('2026-11-22T10:00:00Z'))
  const logger = { debug() {}, info() {}, warn() {}, error() {} }
  const store = new PgDocumentStore({ pool, definition, logger, clock })
  return Object.assign(store, { url, pool, clock, close: () => pool.end() })
}
