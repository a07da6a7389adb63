import { ConcurrencyError, StreamExistsError, startStream } from '@critter/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  Fulfillment,
  openTestStore,
  Order,
  OrderPlaced,
  OrderShipped,
  Todo,
  type TestStore,
} from '../support/store.js'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

let last = 0
const nextId = () => `order-${++last}`

async function start(id: string, ...items: readonly string[]): Promise<void> {
  const session = store.openSession()
  const [first = 'socks', ...more] = items
  session.events.startStream(
    Order,
    id,
    new OrderPlaced({ item: first }),
    ...more.map((item) => new OrderPlaced({ item })),
  )
  await session.saveChanges()
}

const names = async (id: string) =>
  (await store.openSession().events.fetchStream(id)).map(({ version, event }) => [
    version,
    event.constructor.name,
  ])

test('a started stream is fetched with its events as they were recorded', async () => {
  const id = nextId()
  store.clock.set(new Date('2026-11-22T10:00:00.123Z'))
  const shipped = new OrderShipped({ at: new Date('2026-11-23T00:00:00Z') })
  const session = store.openSession()
  session.events.startStream(Order, id, new OrderPlaced({ item: `"socks"\\` }), shipped)
  await session.saveChanges()

  const [first, second] = await session.events.fetchStream(id)

  expect(first).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    streamId: id,
    version: 1,
    position: expect.any(BigInt) as bigint,
    recordedAt: new Date('2026-11-22T10:00:00.123Z'),
    event: new OrderPlaced({ item: `"socks"\\` }),
  })
  expect(second).toMatchObject({ version: 2, event: shipped })
  expect(second!.position).toBeGreaterThan(first!.position)
})

test('a stream that was never started has no events', async () => {
  expect(await store.openSession().events.fetchStream('nobody')).toEqual([])
})

test('the effect of a handler starts a stream', async () => {
  const id = nextId()
  const session = store.openSession()

  startStream(Order, id, new OrderPlaced({ item: 'socks' })).execute(session)
  await session.saveChanges()

  expect(await names(id)).toEqual([[1, 'OrderPlaced']])
})

test('a second stream of one type and id is refused, and named', async () => {
  const id = nextId()
  await start(id)
  const session = store.openSession()
  session.events.startStream(Order, id, new OrderPlaced({ item: 'again' }))

  const saved = session.saveChanges()

  await expect(saved).rejects.toThrow(StreamExistsError)
  await expect(saved).rejects.toThrow(ConcurrencyError)
  await expect(saved).rejects.toMatchObject({
    kind: 'stream-exists',
    code: 'ERR_STREAM_EXISTS',
    id,
    aggregateType: 'Order',
  })
  expect(await names(id)).toHaveLength(1)
})

test('a stream started twice in one unit is refused at once', () => {
  const session = store.openSession()
  session.events.startStream(Order, 'twice', new OrderPlaced({ item: 'one' }))

  expect(() => {
    session.events.startStream(Order, 'twice', new OrderPlaced({ item: 'two' }))
  }).toThrow(StreamExistsError)
})

test('of many who start one stream at once exactly one wins', async () => {
  const id = nextId()
  const starts = Array.from({ length: 20 }, (_, index) => start(id, `item ${index}`))

  const outcomes = await Promise.allSettled(starts)

  expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StreamExistsError)
  }
  expect(await names(id)).toHaveLength(1)
})

test('events are appended behind those that are there', async () => {
  const id = nextId()
  await start(id, 'a', 'b')
  const session = store.openSession()
  session.events.append(id, new OrderShipped({ at: new Date(0) }), new OrderPlaced({ item: 'c' }))
  session.events.append(id, new OrderPlaced({ item: 'd' }))
  await session.saveChanges()

  expect(await names(id)).toEqual([
    [1, 'OrderPlaced'],
    [2, 'OrderPlaced'],
    [3, 'OrderShipped'],
    [4, 'OrderPlaced'],
    [5, 'OrderPlaced'],
  ])
})

test('concurrent appends leave no gap and lose none', async () => {
  const id = nextId()
  await start(id)

  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const session = store.openSession()
      session.events.append(
        id,
        new OrderPlaced({ item: `a ${index}` }),
        new OrderPlaced({ item: 'b' }),
      )
      await session.saveChanges()
    }),
  )

  const versions = (await names(id)).map(([version]) => version)
  expect(versions).toEqual(Array.from({ length: 61 }, (_, index) => index + 1))
})

test('an append to a stream that was never started is refused, and named', async () => {
  const session = store.openSession()
  session.events.append('nobody', new OrderPlaced({ item: 'x' }))

  await expect(session.saveChanges()).rejects.toMatchObject({
    code: 'ERR_STREAM_MISSING',
    id: 'nobody',
    message: expect.stringContaining('startStream()') as string,
  })
})

test('an order and its fulfillment may share an id, and an id alone is then not enough', async () => {
  const id = nextId()
  await start(id)
  const session = store.openSession()
  session.events.startStream(Fulfillment, id, new OrderPlaced({ item: 'of the fulfillment' }))
  await session.saveChanges()

  session.events.append(id, new OrderPlaced({ item: 'whose?' }))

  const ambiguous = { code: 'ERR_STREAM_AMBIGUOUS', id, aggregateTypes: ['fulfillment', 'order'] }
  await expect(session.saveChanges()).rejects.toMatchObject(ambiguous)
  await expect(session.events.fetchStream(id)).rejects.toMatchObject(ambiguous)
})

test('a stream that is started and appended to in one unit has all events in order', async () => {
  const id = nextId()
  const session = store.openSession()
  session.events.startStream(Order, id, new OrderPlaced({ item: 'a' }))
  session.events.append(id, new OrderShipped({ at: new Date(0) }))
  await session.saveChanges()

  expect(await names(id)).toEqual([
    [1, 'OrderPlaced'],
    [2, 'OrderShipped'],
  ])
})

test('the events of several streams are recorded in the order of the calls', async () => {
  const [a, b, c] = [nextId(), nextId(), nextId()]
  await start(b)
  const session = store.openSession()
  session.events.startStream(Order, c, new OrderPlaced({ item: 'first' }))
  session.events.append(b, new OrderPlaced({ item: 'second' }))
  session.events.startStream(Order, a, new OrderPlaced({ item: 'third' }))
  session.events.append(c, new OrderPlaced({ item: 'fourth' }))
  session.events.append(b, new OrderPlaced({ item: 'fifth' }))
  await session.saveChanges()

  const recorded = (await Promise.all([a, b, c].map((id) => session.events.fetchStream(id)))).flat()
  const inOrder = recorded
    .filter(({ streamId, version }) => streamId !== b || version > 1)
    .sort((one, other) => Number(one.position - other.position))
  expect(inOrder.map(({ streamId, version, event }) => [streamId, version, event])).toEqual([
    [c, 1, new OrderPlaced({ item: 'first' })],
    [b, 2, new OrderPlaced({ item: 'second' })],
    [a, 1, new OrderPlaced({ item: 'third' })],
    [c, 2, new OrderPlaced({ item: 'fourth' })],
    [b, 3, new OrderPlaced({ item: 'fifth' })],
  ])
})

test('many events of one unit are recorded in a batch, in order and all', async () => {
  const [a, b] = [nextId(), nextId()]
  await start(b)
  const session = store.openSession()
  const items = Array.from({ length: 15 }, (_, index) => `"${index}"\\{},NULL`)
  session.events.startStream(Order, a, new OrderPlaced({ item: 'first' }))
  for (const item of items) {
    session.events.append(a, new OrderPlaced({ item }))
    session.events.append(b, new OrderPlaced({ item }))
  }
  await session.saveChanges()

  for (const id of [a, b]) {
    const recorded = await session.events.fetchStream(id)
    expect(recorded.map(({ version }) => version)).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 1),
    )
    expect(recorded.slice(1).map(({ event }) => (event as OrderPlaced).item)).toEqual(items)
  }
})

test('an append by id alone and a start of the same id do not go together', () => {
  const { events } = store.openSession()
  events.append('both', new OrderPlaced({ item: 'x' }))

  expect(() => {
    events.startStream(Order, 'both', new OrderPlaced({ item: 'x' }))
  }).toThrow('several types: one that was there before, order')
})

test('a stream is fetched up to a version, or as it was at a time', async () => {
  const id = nextId()
  store.clock.set(new Date('2026-11-22T10:00:00Z'))
  await start(id, 'a', 'b')
  store.clock.set(new Date('2026-11-22T11:00:00Z'))
  const session = store.openSession()
  session.events.append(id, new OrderPlaced({ item: 'c' }))
  await session.saveChanges()

  const { events } = store.openSession()

  expect(await events.fetchStream(id, { toVersion: 1 })).toHaveLength(1)
  expect(await events.fetchStream(id, { at: new Date('2026-11-22T10:30:00Z') })).toHaveLength(2)
  expect(await events.fetchStream(id, { at: new Date('2026-11-22T09:00:00Z') })).toHaveLength(0)
  await expect(events.fetchStream(id, { toVersion: 1.5 })).rejects.toThrow('toVersion')
  await expect(events.fetchStream(id, { at: new Date('x') })).rejects.toThrow('valid Date')
})

test('every valid Date is a time to fetch a stream at, also where Postgres has no such year', async () => {
  const id = nextId()
  await start(id, 'a')
  const { events } = store.openSession()
  const countAt = async (at: Date) => (await events.fetchStream(id, { at })).length

  expect(await countAt(new Date('0000-01-01'))).toBe(0)
  expect(await countAt(new Date('-000001-06-30T00:00:00.000Z'))).toBe(0)
  expect(await countAt(new Date(-8.64e15))).toBe(0)
  expect(await countAt(new Date('+012026-11-22T00:00:00.000Z'))).toBe(1)
  expect(await countAt(new Date(8.64e15))).toBe(1)
})

test('an event belongs to the stream as it was at the millisecond it was recorded', async () => {
  const id = nextId()
  store.clock.set(new Date('2026-11-22T10:00:00.123Z'))
  await start(id, 'a')
  const { events } = store.openSession()

  expect(await events.fetchStream(id, { at: new Date('2026-11-22T10:00:00.123Z') })).toHaveLength(1)
  expect(await events.fetchStream(id, { at: new Date('2026-11-22T10:00:00.122Z') })).toHaveLength(0)
})

test('tenants have streams of their own', async () => {
  const id = nextId()
  await start(id)
  const session = store.openSession({ tenant: 'other' })
  expect(await session.events.fetchStream(id)).toEqual([])

  session.events.startStream(Order, id, new OrderPlaced({ item: 'x' }))
  await session.saveChanges()

  expect(await session.events.fetchStream(id)).toHaveLength(1)
})

test('a plain object, and a class nobody generated code for, say what to do', () => {
  class OrderLost {}
  const { events } = store.openSession()

  expect(() => {
    events.append('x', { item: 'socks' })
  }).toThrow('a plain object { item }. Events are stored under')
  expect(() => {
    events.append('x', Object.create(null) as object)
  }).toThrow('a plain object')
  expect(() => {
    events.append('x', null as never)
  }).toThrow('Expected an event, found null')
  expect(() => {
    events.append('x', new OrderLost())
  }).toThrow('OrderLost is not known as an event. Run "critter codegen"')
  expect(() => {
    events.startStream(OrderLost, 'x', new OrderPlaced({ item: 'x' }))
  }).toThrow('No stream type belongs to OrderLost')
  expect(() => {
    events.append('x', ...([] as unknown as [object]))
  }).toThrow('at least one event')
  expect(() => {
    events.append('a\0', new OrderPlaced({ item: 'x' }))
  }).toThrow('U+0000')
})

test('an event in the database whose class is gone says how to keep it', async () => {
  const id = nextId()
  await start(id)
  await store.pool.query(`update critter.events set name = 'order-lost' where stream_id = $1`, [id])

  await expect(store.openSession().events.fetchStream(id)).rejects.toMatchObject({
    code: 'ERR_UNKNOWN_EVENT',
    message: expect.stringContaining(`@Message('order-lost')`) as string,
  })
})

test('text in an event that Postgres cannot hold is refused by name', async () => {
  const session = store.openSession()
  session.events.startStream(Order, nextId(), new OrderPlaced({ item: 'a\0' }))

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_INVALID_VALUE' })
})

test('documents and events are one unit: a conflict of the last takes back the first', async () => {
  const [id, other] = [nextId(), nextId()]
  await start(id)
  const session = store.openSession()
  session.events.startStream(Order, other, new OrderPlaced({ item: 'x' }))
  session.update(Todo, new Todo({ id: -1, name: 'missing' }))
  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_MISSING' })

  session.store(Todo, new Todo({ id: 77, name: 'x' }))
  session.events.startStream(Order, id, new OrderPlaced({ item: 'taken' }))
  await expect(session.saveChanges()).rejects.toThrow(StreamExistsError)

  expect(await session.events.fetchStream(other)).toEqual([])
  expect(await session.load(Todo, 77)).toBeNull()
})
