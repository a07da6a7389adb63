import { updated } from '@critter/runtime/generated'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStoreAt, type TestStore } from '../support/store.js'
import {
  addItem,
  applied,
  BasketOpened,
  baskets,
  ItemAdded,
  itemsOf,
  keptAs,
  KeptBasket,
  nextId,
  openBasketStore,
  startBasket,
} from './support/baskets.js'

let store: TestStore
beforeAll(async () => {
  store = await openBasketStore()
})
beforeEach(() => {
  applied.clear()
})
afterAll(() => store.close())

const snapshotOf = async (id: string, of = store) =>
  (
    await of.pool.query<object>(
      'select version, hash, data from critter.snapshots where stream_id = $1',
      [id],
    )
  ).rows[0]

async function add(of: TestStore, id: string, item: string): Promise<void> {
  const session = of.openSession()
  const stream = await session.events.fetchForWriting(KeptBasket, id)
  stream.append(new ItemAdded({ item }))
  await session.saveChanges()
}

/** The same database, seen by an application that was built later. */
function laterStore(hash: string): TestStore {
  return openStoreAt(store.url, {}, { ...baskets, aggregates: [keptAs(hash)] })
}

test('the state is kept by the commit that starts the stream, and by every one that decides by it', async () => {
  const id = await startBasket(store, KeptBasket, 'socks')
  const items = ['socks']
  expect(await snapshotOf(id)).toEqual({ version: 2, hash: 'v1', data: { owner: 'ann', items } })

  await add(store, id, 'shoes')

  expect(await snapshotOf(id)).toEqual({
    version: 3,
    hash: 'v1',
    data: { owner: 'ann', items: ['socks', 'shoes'] },
  })
})

test('a kept state is read without the events before it', async () => {
  const id = await startBasket(store, KeptBasket, 'socks')
  applied.clear()

  const stream = await store.openSession().events.fetchForWriting(KeptBasket, id)

  expect(applied.size).toBe(0)
  expect(stream.version).toBe(2)
  expect(stream.state).toBeInstanceOf(Object.getPrototypeOf(KeptBasket))
  expect(itemsOf(stream)).toEqual(['socks'])
})

test('events that were appended without knowing the state are folded onto the one before', async () => {
  const id = await startBasket(store, KeptBasket, 'socks')
  await addItem(store, id, 'shoes')
  await addItem(store, id, 'hat')
  expect(await snapshotOf(id)).toMatchObject({ version: 2 })
  applied.clear()

  expect((await store.openSession().events.fetchLatest(KeptBasket, id))?.items).toEqual([
    'socks',
    'shoes',
    'hat',
  ])
  expect(Object.fromEntries(applied)).toEqual({ ItemAdded: 2 })
  await add(store, id, 'scarf')

  expect(await snapshotOf(id)).toMatchObject({
    version: 5,
    data: { items: ['socks', 'shoes', 'hat', 'scarf'] },
  })
})

test('a state of another hash is folded anew from the events, and kept by the next commit', async () => {
  const id = await startBasket(store, KeptBasket, 'socks', 'shoes')
  await store.pool.query(
    `update critter.snapshots set data = '{"basketOwner": "of an older class"}' where stream_id = $1`,
    [id],
  )
  const later = laterStore('v2')

  expect(await later.openSession().events.fetchLatest(KeptBasket, id)).toMatchObject({
    owner: 'ann',
    items: ['socks', 'shoes'],
  })
  await add(later, id, 'hat')

  const items = ['socks', 'shoes', 'hat']
  expect(await snapshotOf(id)).toEqual({ version: 4, hash: 'v2', data: { owner: 'ann', items } })
  await later.close()
})

test('two versions of a program that run side by side read what the other has kept as its events say', async () => {
  const id = await startBasket(store, KeptBasket, 'socks')
  const later = laterStore('v2')

  await add(later, id, 'of the new one')
  await add(store, id, 'of the old one')
  await add(later, id, 'of the new one again')

  expect(await snapshotOf(id)).toMatchObject({
    version: 5,
    hash: 'v2',
    data: { items: ['socks', 'of the new one', 'of the old one', 'of the new one again'] },
  })
  await later.close()
})

test('a state that cannot be read although its hash is right is folded anew', async () => {
  const id = await startBasket(store, KeptBasket, 'socks')
  const mapping = keptAs('v1')
  const snapshot = {
    ...mapping.snapshot!,
    revive: (stored: unknown) => {
      if (!('isGift' in (stored as object))) throw new TypeError('isGift is missing')
      return mapping.snapshot!.revive(stored)
    },
    encode: (state: never) =>
      JSON.stringify({ ...(JSON.parse(mapping.snapshot!.encode(state)) as object), isGift: true }),
  }
  const later = openStoreAt(
    store.url,
    {},
    { ...baskets, aggregates: [{ ...mapping, snapshot } as never] },
  )

  await add(later, id, 'shoes')

  expect(await snapshotOf(id)).toMatchObject({
    version: 3,
    data: { isGift: true, items: ['socks', 'shoes'] },
  })
  await later.close()
})

test('a handler that changes the state it was given changes nothing that is kept', async () => {
  const id = await startBasket(store, KeptBasket, 'socks')
  await addItem(store, id, 'shoes')
  const session = store.openSession()
  const stream = await session.events.fetchForWriting(KeptBasket, id)
  stream.state!.items.push('stolen')
  const hat = new ItemAdded({ item: 'hat' })

  stream.append(hat)
  Object.assign(hat, { item: 'changed after it was appended' })
  await session.saveChanges()

  const items = ['socks', 'shoes', 'hat']
  expect(await snapshotOf(id)).toMatchObject({ data: { items } })
  expect(updated(stream).items).toEqual(items)
})

test('a unit that is refused keeps no state', async () => {
  const id = await startBasket(store, KeptBasket)
  const session = store.openSession()
  const stream = await session.events.fetchForWriting(KeptBasket, id)
  await add(store, id, 'of somebody else')

  stream.append(new ItemAdded({ item: 'mine' }))
  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_STREAM_VERSION' })

  expect(await snapshotOf(id)).toMatchObject({ data: { items: ['of somebody else'] } })
})

test('of 20 who decide by one state at once each builds on those before it', async () => {
  const id = await startBasket(store, KeptBasket)
  const decide = async (item: string): Promise<void> => {
    try {
      await add(store, id, item)
    } catch {
      await decide(item)
    }
  }

  await Promise.all(Array.from({ length: 20 }, (_, index) => decide(`item ${index}`)))

  const { rows } = await store.pool.query<{ item: string }>(
    `select data->>'item' as item from critter.events where stream_id = $1 and version > 1 order by version`,
    [id],
  )
  expect(rows).toHaveLength(20)
  expect(await snapshotOf(id)).toMatchObject({
    version: 21,
    data: { items: rows.map(({ item }) => item) },
  })
})

test('a class whose events cannot be applied stops the unit, and the session goes on', async () => {
  const id = nextId()
  const session = store.openSession()
  session.events.startStream(KeptBasket, id, new BasketOpened({ owner: 'ann' }))
  await session.saveChanges()
  await store.pool.query(
    `update critter.snapshots set data = '{"owner": "ann"}' where stream_id = $1`,
    [id],
  )
  const stream = await session.events.fetchForWriting(KeptBasket, id)

  stream.append(new ItemAdded({ item: 'onto no list' }))
  await expect(session.saveChanges()).rejects.toThrow(TypeError)
  await session.saveChanges()

  expect(await session.events.fetchStream(id)).toHaveLength(1)
})
