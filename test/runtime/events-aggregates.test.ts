import {
  ConcurrencyError,
  StreamArchivedError,
  StreamExistsError,
  VersionError,
} from '@critter/runtime'
import { updated } from '@critter/runtime/generated'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestStore } from '../support/store.js'
import {
  addItem,
  Basket,
  BasketOpened,
  ItemAdded,
  itemsOf,
  Ledger,
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

const latest = (id: string) => store.openSession().events.fetchLatest(Basket, id)

test('the state of an aggregate is that after all its events', async () => {
  const id = await startBasket(store, Basket, 'socks', 'shoes')

  const basket = await latest(id)

  expect(basket).toBeInstanceOf(Basket)
  expect(basket).toEqual({ owner: 'ann', items: ['socks', 'shoes'] })
  expect(await latest('nobody')).toBeNull()
})

test('an event that nobody applies counts as a version and changes nothing', async () => {
  const id = await startBasket(store, Basket, 'socks')
  const session = store.openSession()
  session.events.append(id, new Noted({ text: 'gift' }))
  await session.saveChanges()

  const stream = await session.events.fetchForWriting(Basket, id)

  expect(stream.version).toBe(3)
  expect(itemsOf(stream)).toEqual(['socks'])
})

test('what is appended to a fetched stream is recorded behind what was read', async () => {
  const id = await startBasket(store, Basket, 'socks')
  const session = store.openSession()
  const stream = await session.events.fetchForWriting(Basket, id)

  stream.append(new ItemAdded({ item: 'shoes' }), new ItemAdded({ item: 'hat' }))
  expect([stream.version, itemsOf(stream)]).toEqual([2, ['socks']])
  await session.saveChanges()

  expect((await latest(id))?.items).toEqual(['socks', 'shoes', 'hat'])
})

test('a committed stream moves on, and a second unit may follow', async () => {
  const id = await startBasket(store, Basket, 'socks')
  const session = store.openSession()
  const stream = await session.events.fetchForWriting(Basket, id)

  stream.append(new ItemAdded({ item: 'shoes' }))
  await session.saveChanges()
  expect([stream.version, itemsOf(stream)]).toEqual([3, ['socks', 'shoes']])
  stream.append(new ItemAdded({ item: 'hat' }))
  await session.saveChanges()

  expect([stream.version, itemsOf(stream)]).toEqual([4, ['socks', 'shoes', 'hat']])
  expect((await latest(id))?.items).toEqual(['socks', 'shoes', 'hat'])
})

test('the updated aggregate is known before the commit and after it, whatever became of the fetched one', async () => {
  const id = await startBasket(store, Basket, 'socks')
  const session = store.openSession()
  const stream = await session.events.fetchForWriting(Basket, id)
  stream.append(new ItemAdded({ item: 'shoes' }))
  stream.state!.items.push('stolen')

  expect(updated(stream).items).toEqual(['socks', 'shoes'])
  await session.saveChanges()

  expect(updated(stream).items).toEqual(['socks', 'shoes'])
})

test('who has read an older version is refused, and told both versions', async () => {
  const id = await startBasket(store, Basket)
  const session = store.openSession()
  const stream = await session.events.fetchForWriting(Basket, id)
  await addItem(store, id, 'of somebody else')
  stream.append(new ItemAdded({ item: 'mine' }))

  const saved = session.saveChanges()

  await expect(saved).rejects.toThrow(VersionError)
  await expect(saved).rejects.toThrow(ConcurrencyError)
  await expect(saved).rejects.toMatchObject({
    kind: 'version',
    code: 'ERR_STREAM_VERSION',
    id,
    aggregateType: 'Basket',
    expected: 1,
    found: 2,
  })
  expect((await latest(id))?.items).toEqual(['of somebody else'])
})

test('a version that the caller has seen is compared at once', async () => {
  const id = await startBasket(store, Basket, 'socks')
  const { events } = store.openSession()

  expect((await events.fetchForWriting(Basket, id, 2)).version).toBe(2)
  await expect(events.fetchForWriting(Basket, id, 1)).rejects.toMatchObject({
    code: 'ERR_STREAM_VERSION',
    expected: 1,
    found: 2,
  })
  await expect(events.fetchForWriting(Basket, id, 1.5)).rejects.toThrow('a version of a stream')
})

test('a stream that is missing is started by what is appended, and by one only', async () => {
  const id = nextId()
  const open = async () => {
    const session = store.openSession()
    return { session, stream: await session.events.fetchForWriting(Basket, id) }
  }
  const [one, other] = [await open(), await open()]
  expect([one.stream.version, one.stream.state]).toEqual([0, null])

  one.stream.append(new BasketOpened({ owner: 'one' }))
  other.stream.append(new BasketOpened({ owner: 'other' }))
  await one.session.saveChanges()

  await expect(other.session.saveChanges()).rejects.toThrow(StreamExistsError)
  expect((await latest(id))?.owner).toBe('one')
})

test('without events a fetched stream asks nothing of the commit, unless it is always enforced', async () => {
  const id = await startBasket(store, Basket)
  const [free, strict] = [store.openSession(), store.openSession()]
  const stream = await free.events.fetchForWriting(Basket, id)
  await strict.events.fetchForWriting(Basket, id, undefined, { alwaysEnforce: true })
  await addItem(store, id, 'socks')

  stream.append()
  await free.saveChanges()

  await expect(strict.saveChanges()).rejects.toMatchObject({
    code: 'ERR_STREAM_VERSION',
    expected: 1,
    found: 2,
  })
})

test('of two units that each decide by the stream of the other only one is right', async () => {
  const [a, b] = [await startBasket(store, Basket), await startBasket(store, Basket)]
  const decide = async (read: string, written: string) => {
    const session = store.openSession()
    await session.events.fetchForWriting(Basket, read, undefined, { alwaysEnforce: true })
    const stream = await session.events.fetchForWriting(Basket, written)
    stream.append(new ItemAdded({ item: 'last one' }))
    return session
  }
  const sessions = [await decide(a, b), await decide(b, a)]

  const outcomes = await Promise.allSettled(sessions.map((each) => each.saveChanges()))

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a stream is appended to as it is expected to be', async () => {
  const id = nextId()
  const append = async (expected: 'any' | 'none' | 'exists' | number) => {
    const session = store.openSession()
    const event = new BasketOpened({ owner: String(expected) })
    session.events.appendTo(Basket, id, { expected }, event)
    return session.saveChanges().then(
      () => 'appended',
      (error: unknown) => (error as { code: string }).code,
    )
  }

  expect(await append('exists')).toBe('ERR_STREAM_MISSING')
  expect(await append(3)).toBe('ERR_STREAM_MISSING')
  expect(await append('none')).toBe('appended')
  expect(await append('none')).toBe('ERR_STREAM_EXISTS')
  expect(await append(0)).toBe('ERR_STREAM_EXISTS')
  expect(await append('any')).toBe('appended')
  expect(await append('exists')).toBe('appended')
  expect(await append(2)).toBe('ERR_STREAM_VERSION')
  expect(await append(3)).toBe('appended')
  const recorded = await store.openSession().events.fetchStream(id)
  expect(recorded.map(({ version, event }) => [version, (event as BasketOpened).owner])).toEqual([
    [1, 'none'],
    [2, 'any'],
    [3, 'exists'],
    [4, '3'],
  ])
})

test('an append by id and one to the fetched stream are of one stream, in the order of the calls', async () => {
  const id = await startBasket(store, Basket)
  const session = store.openSession()
  const stream = await session.events.fetchForWriting(Basket, id)

  session.events.append(id, new ItemAdded({ item: 'by id' }))
  stream.append(new ItemAdded({ item: 'fetched' }))
  session.events.append(id, new ItemAdded({ item: 'by id again' }))
  await session.saveChanges()

  expect((await latest(id))?.items).toEqual(['by id', 'fetched', 'by id again'])
  expect([stream.version, itemsOf(stream)]).toEqual([4, ['by id', 'fetched', 'by id again']])
})

test('an archived stream is read as before, and nobody appends to it', async () => {
  const id = await startBasket(store, Basket, 'socks')
  const late = store.openSession()
  const stream = await late.events.fetchForWriting(Basket, id)
  const session = store.openSession()
  session.events.archive(id)
  await session.saveChanges()
  session.events.archive(id)
  await session.saveChanges()

  const refused = { code: 'ERR_STREAM_ARCHIVED', kind: 'version', id }
  await expect(addItem(store, id, 'late')).rejects.toMatchObject(refused)
  stream.append(new ItemAdded({ item: 'late' }))
  await expect(late.saveChanges()).rejects.toThrow(StreamArchivedError)
  late.events.appendTo(Basket, id, { expected: 'any' }, new ItemAdded({ item: 'late' }))
  await expect(late.saveChanges()).rejects.toMatchObject(refused)
  expect((await latest(id))?.items).toEqual(['socks'])
  expect(await session.events.fetchStream(id)).toHaveLength(2)
})

test('the last event of a stream and its archiving are one unit', async () => {
  const id = await startBasket(store, Basket)
  const session = store.openSession()
  session.events.archive(id)
  session.events.append(id, new ItemAdded({ item: 'last' }))
  await session.saveChanges()

  expect((await latest(id))?.items).toEqual(['last'])
  await expect(addItem(store, id, 'late')).rejects.toThrow(StreamArchivedError)
})

test('a stream that was never started cannot be archived', async () => {
  const session = store.openSession()
  session.events.archive('nobody')

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_STREAM_MISSING' })
})

test('a stream that nothing folds has a version and no state', async () => {
  const id = nextId()
  const session = store.openSession()
  session.events.startStream(Ledger, id, new Noted({ text: 'a' }), new Noted({ text: 'b' }))
  await session.saveChanges()

  const stream = await session.events.fetchForWriting(Ledger, id)

  expect([stream.version, stream.state]).toEqual([2, null])
})
