import { Data, UnreadableDataError, UnreadableEventError } from '@critter/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UnreadableDataError as unreadable } from '../../packages/runtime/src/codecs/codec-errors.js'
import { eventMapping, openStoreAt, type TestStore } from '../support/store.js'
import {
  Basket,
  baskets,
  BasketOpened,
  ItemAdded,
  KeptBasket,
  nextId,
  Noted,
  openBasketStore,
  startBasket,
} from './support/baskets.js'

let store: TestStore
beforeAll(async () => {
  store = await openBasketStore()
})
afterAll(() => store.close())

/** The third version of an event: items have counts and, since the second, are objects. */
class ItemsAdded extends Data<{ item: string; count: number }> {}

const current = {
  ...eventMapping(ItemsAdded, 'item-added', (stored: { item: unknown; count: unknown }) => {
    if (typeof stored.count !== 'number') throw new unreadable('/count', 'expected a number')
    return stored
  }),
  version: 3,
  upcast: (stored: unknown, from: number) => {
    const second = from < 2 ? { item: { name: (stored as ItemAdded).item } } : stored
    return { item: (second as { item: { name: string } }).item.name, count: 1 }
  },
}

function laterStore(mapping = current): TestStore {
  const events = baskets.events.filter(({ name }) => name !== 'item-added')
  return openStoreAt(store.url, {}, { ...baskets, events: [...events, mapping] })
}

test('an event that no longer decodes is named, with its stream and its version', async () => {
  const id = await startBasket(store, Basket, 'socks')
  const { upcast: _, ...without } = current
  const later = laterStore(without as typeof current)
  const { events } = later.openSession()

  const fetched = events.fetchStream(id)

  await expect(fetched).rejects.toThrow(UnreadableDataError)
  await expect(fetched).rejects.toThrow(UnreadableEventError)
  await expect(fetched).rejects.toMatchObject({
    code: 'ERR_UNREADABLE_DATA',
    streamId: id,
    version: 2,
    eventName: 'item-added',
    pointer: '/count',
    message: `Event 2 of the stream "${id}", a "item-added", cannot be read at "/count": expected a number. Migrate it, or let the class accept it.`,
  })
  await expect(events.fetchForWriting(Basket, id)).rejects.toMatchObject({
    streamId: id,
    version: 2,
  })
  await expect(events.fetchLatest(Basket, id)).rejects.toMatchObject({ streamId: id, version: 2 })
  await later.close()
})

test('an event of an unknown type is named, with its stream and its version', async () => {
  const id = await startBasket(store, Basket, 'socks')
  await store.pool.query(
    `update critter.events set name = 'item-lost' where stream_id = $1 and version = 2`,
    [id],
  )
  const { events } = store.openSession()

  const unknown = {
    code: 'ERR_UNKNOWN_EVENT',
    message: `Event 2 of the stream "${id}" is a "item-lost", and no class is known for that. Keep the class, or name another one @Message('item-lost'), and run "critter codegen".`,
  }
  await expect(events.fetchStream(id)).rejects.toMatchObject(unknown)
  await expect(events.fetchForWriting(Basket, id)).rejects.toMatchObject(unknown)
})

test('what older versions of an event have recorded is read as this one would have recorded it', async () => {
  const id = await startBasket(store, Basket, 'socks')
  await store.pool.query(
    `insert into critter.events (id, stream_id, stream_type, version, name, schema_version, data, recorded_at)
     values (gen_random_uuid(), $1, 'basket', 3, 'item-added', 2, '{"item": {"name": "shoes"}}', now())`,
    [id],
  )
  await store.pool.query('update critter.streams set version = 3 where id = $1', [id])
  const later = laterStore()
  const session = later.openSession()
  session.events.append(id, new ItemsAdded({ item: 'hats', count: 2 }))
  await session.saveChanges()

  const [, ...recorded] = await session.events.fetchStream(id)

  expect(recorded.map(({ event }) => event)).toEqual([
    new ItemsAdded({ item: 'socks', count: 1 }),
    new ItemsAdded({ item: 'shoes', count: 1 }),
    new ItemsAdded({ item: 'hats', count: 2 }),
  ])
  const { rows } = await store.pool.query(
    'select schema_version from critter.events where stream_id = $1 order by version',
    [id],
  )
  expect(rows).toEqual([1, 1, 2, 3].map((version) => ({ schema_version: version })))
  await later.close()
})

test('what a newer program has recorded is not read as something else', async () => {
  const id = await startBasket(store, Basket)
  const later = laterStore()
  const session = later.openSession()
  session.events.append(id, new ItemsAdded({ item: 'hats', count: 2 }))
  await session.saveChanges()
  await later.close()

  await expect(store.openSession().events.fetchLatest(Basket, id)).rejects.toThrow(
    `Event 2 of the stream "${id}", a "item-added", cannot be read: expected at most version 1 of the event, found version 3, which a newer program has recorded`,
  )
})

test('masking rewrites what is personal, in the events and in what is kept of them', async () => {
  const [id, other] = [nextId(), nextId()]
  const session = store.openSession()
  for (const each of [id, other]) {
    session.events.startStream(
      KeptBasket,
      each,
      new BasketOpened({ owner: 'Ann Example' }),
      new ItemAdded({ item: 'socks' }),
    )
    session.events.append(each, new Noted({ text: 'for Ann' }))
  }
  await session.saveChanges()
  await session.events.fetchForWriting(KeptBasket, id)

  const masked = await store.maskEvents({
    id,
    mask: (event) => {
      if (event instanceof BasketOpened) return new BasketOpened({ owner: '*' })
      return event instanceof Noted ? new Noted({ text: '*' }) : undefined
    },
  })

  expect(masked).toBe(2)
  const recorded = await session.events.fetchStream(id)
  expect(recorded.map(({ version, event }) => [version, event])).toEqual([
    [1, new BasketOpened({ owner: '*' })],
    [2, new ItemAdded({ item: 'socks' })],
    [3, new Noted({ text: '*' })],
  ])
  expect(await session.events.fetchLatest(KeptBasket, id)).toMatchObject({ owner: '*' })
  const { rows } = await store.pool.query(
    `select from critter.snapshots where data::text like '%Ann%' and stream_id = $1`,
    [id],
  )
  expect(rows).toEqual([])
  expect(await session.events.fetchLatest(KeptBasket, other)).toMatchObject({
    owner: 'Ann Example',
  })
})

test('the events of one class are masked in the streams of one tenant, however many', async () => {
  const ids = Array.from({ length: 3 }, nextId)
  for (const tenant of ['north', 'south']) {
    const session = store.openSession({ tenant })
    for (const id of ids) {
      const notes = Array.from({ length: 400 }, (_, index) => new Noted({ text: `note ${index}` }))
      session.events.startStream(
        Basket,
        id,
        new BasketOpened({ owner: 'ann' }),
        ...(notes as never[]),
      )
    }
    await session.saveChanges()
  }

  const masked = await store.maskEvents({
    tenant: 'north',
    event: Noted,
    mask: () => new Noted({ text: '' }),
  })

  expect(masked).toBe(1200)
  const { rows } = await store.pool.query(
    `select tenant, name, count(*)::int, count(nullif(data->>'text', ''))::int as told
       from critter.events where stream_id = any($1) group by tenant, name order by tenant, name`,
    [ids],
  )
  expect(rows).toEqual([
    { tenant: 'north', name: 'basket-opened', count: 3, told: 0 },
    { tenant: 'north', name: 'noted', count: 1200, told: 0 },
    { tenant: 'south', name: 'basket-opened', count: 3, told: 0 },
    { tenant: 'south', name: 'noted', count: 1200, told: 1200 },
  ])
})

test('an event is masked by one of its own class', async () => {
  const id = await startBasket(store, Basket)

  await expect(store.maskEvents({ id, mask: () => new Noted({ text: '*' }) })).rejects.toThrow(
    `Event 1 of the stream "${id}": expected a basket-opened in its place, found a noted.`,
  )
  expect(await store.openSession().events.fetchLatest(Basket, id)).toMatchObject({ owner: 'ann' })
})
