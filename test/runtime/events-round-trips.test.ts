import { afterAll, beforeAll, expect, test } from 'vitest'
import { countingProxy, type CountingProxy } from '../support/counting-proxy.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { openStoreAt, type TestStore } from '../support/store.js'
import {
  addItem,
  baskets,
  BasketOpened,
  ItemAdded,
  KeptBasket,
  nextId,
  startBasket,
} from './support/baskets.js'

// Counted on the wire between the store and Postgres.
let database: ThrowAwayDatabase
let proxy: CountingProxy
let store: TestStore

beforeAll(async () => {
  database = await createDatabase()
  proxy = await countingProxy(database.url)
  store = openStoreAt(proxy.url, { max: 1 }, baskets)
  // Opens the connection.
  await startBasket(store, KeptBasket)
})
afterAll(async () => {
  await store.close()
  await proxy.close()
  await database.drop()
})

test('a stream is started, with its state, in one round trip', async () => {
  proxy.takeRoundTrips()

  const session = store.openSession()
  session.events.startStream(KeptBasket, nextId(), new BasketOpened({ owner: 'ann' }))
  await session.saveChanges()

  expect(proxy.takeRoundTrips()).toBe(1)
})

test.each([
  ['is at the head', 0],
  ['is two events behind', 2],
])('to decide by a kept state that %s and to append are two round trips', async (_, behind) => {
  const id = await startBasket(store, KeptBasket)
  for (let index = 0; index < behind; index++) await addItem(store, id, `item ${index}`)
  proxy.takeRoundTrips()

  const session = store.openSession()
  const stream = await session.events.fetchForWriting(KeptBasket, id)
  stream.append(new ItemAdded({ item: 'socks' }), new ItemAdded({ item: 'shoes' }))
  await session.saveChanges()

  expect(proxy.takeRoundTrips()).toBe(2)
})

test('two streams fetched in one turn are one round trip, and one more to append to both', async () => {
  const [a, b] = [await startBasket(store, KeptBasket), await startBasket(store, KeptBasket)]
  proxy.takeRoundTrips()

  const session = store.openSession()
  const streams = await Promise.all([
    session.events.fetchForWriting(KeptBasket, a),
    session.events.fetchForWriting(KeptBasket, b),
  ])
  for (const stream of streams) stream.append(new ItemAdded({ item: 'socks' }))
  await session.saveChanges()

  expect(proxy.takeRoundTrips()).toBe(2)
})
