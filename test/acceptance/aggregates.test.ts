import { newId } from '@critter/runtime'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countingProxy, type CountingProxy } from '../support/counting-proxy.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { runSample, type RunningSample } from '../support/run-sample.js'

// What is generated for `runs-aggregates-in-endpoints`, run as its user would run it.
let database: ThrowAwayDatabase
let proxy: CountingProxy
let sample: RunningSample
let handlers: Readonly<Record<string, Made>>
let id: string

type Made = new (values: object) => object

beforeAll(async () => {
  database = await createDatabase()
  proxy = await countingProxy(database.url)
  sample = await runSample('runs-aggregates-in-endpoints', { database: proxy.url })
  handlers = (await sample.module('src/orders.endpoints.ts')) as typeof handlers
  await sample.app.start()
}, 60_000)
afterAll(async () => {
  await sample[Symbol.asyncDispose]()
  await proxy.close()
  await database.drop()
})
beforeEach(async () => {
  id = newId()
  const items = ['socks', 'hat'].map((name) => ({ name, ready: false }))
  await sample.post('/orders', { id, items })
})

const ready = (name: string, version: number) =>
  sample.post('/orders/item-ready', { orderId: id, name, version })
const order = async () => (await sample.send(`/orders/${id}`)).json()
const recorded = async (streamId: string) =>
  (await sample.app.store.openSession().events.fetchStream(streamId)).map(
    (each) => each.event.constructor.name,
  )

test('the body is answered, and the events beside it are appended', async () => {
  const first = await ready('socks', 1)
  const last = await ready('hat', 2)

  expect(await first.json()).toEqual({ isReady: false })
  expect(await last.json()).toEqual({ isReady: true })
  expect(await recorded(id)).toEqual(['OrderCreated', 'ItemReady', 'ItemReady', 'OrderReady'])
})

test('a version that is not the one of the sender is a conflict, and nothing is recorded', async () => {
  await ready('socks', 1)

  const late = await ready('hat', 1)

  expect(late.status).toBe(409)
  expect(await recorded(id)).toEqual(['OrderCreated', 'ItemReady'])
})

test('an event that is returned first is no body, and without one nothing is recorded', async () => {
  const first = await sample.post(`/orders/${id}/ship`, {})
  const second = await sample.post(`/orders/${id}/ship`, {})

  expect([first.status, second.status]).toEqual([204, 204])
  expect(await recorded(id)).toEqual(['OrderCreated', 'OrderShipped'])
})

test('before-methods see the state that the decision is about', async () => {
  await sample.post(`/orders/${id}/ship`, {})

  const late = await ready('hat', 2)

  expect(late.status).toBe(409)
  expect(await late.json()).toMatchObject({ detail: 'It is on its way' })
})

test('a stream that is not there is what its endpoint says it is', async () => {
  const shipped = await sample.post('/orders/nobody/ship', {})
  const read = await sample.send('/orders/nobody')

  expect([shipped.status, read.status]).toEqual([400, 404])
})

test('the updated aggregate is the state after the events, and is what is read later', async () => {
  await ready('socks', 1)

  const viewed = await sample.post(`/orders/${id}/views`, { by: 'alice' })

  const state = await viewed.json()
  expect(state).toMatchObject({ items: [{ ready: true }, { ready: false }], shippedAt: null })
  expect(await order()).toEqual(state)
})

test('two streams are written in one commit', async () => {
  const [from, to, customerId] = [newId(), newId(), newId()]
  await sample.app.bus.invoke(new handlers['OpenAccount']!({ accountId: from, owner: 'alice' }))
  await sample.app.bus.invoke(new handlers['OpenAccount']!({ accountId: to, owner: 'bob' }))
  await sample.post(`/customers/${customerId}`, { name: 'Alice' })

  const command = { customerId, fromAccount: from, toAccount: to, amount: 5 }
  const moved = await sample.post('/transfers', command)

  expect(moved.status).toBe(204)
  expect(await recorded(from)).toEqual(['AccountOpened', 'MoneyMoved'])
  expect(await recorded(to)).toEqual(['AccountOpened', 'MoneyMoved'])
})

test('a state that may be missing is decided about, and what is appended starts the stream once', async () => {
  const accountId = newId()
  const open = new handlers['OpenAccount']!({ accountId, owner: 'alice' })

  await sample.app.bus.invoke(open)
  await sample.app.bus.invoke(open)

  expect(await recorded(accountId)).toEqual(['AccountOpened'])
})

test('a decision is two round trips, one to read and one to write', async () => {
  await ready('socks', 1)

  proxy.takeRoundTrips()
  await ready('hat', 2)

  expect(proxy.takeRoundTrips()).toBe(2)
})

test('a snapshot of another hash is not read, and the next commit writes it anew', async () => {
  await ready('socks', 1)
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const kept = async () =>
    (await client.query('select version, hash from critter.snapshots where stream_id = $1', [id]))
      .rows[0] as { readonly version: number; readonly hash: string }
  const { hash } = await kept()
  await client.query(
    `update critter.snapshots set hash = 'old', data = '{"no":"order"}' where stream_id = $1`,
    [id],
  )

  const read = await order()
  await ready('hat', 2)

  expect(read).toMatchObject({ items: [{ ready: true }, { ready: false }] })
  expect(await kept()).toEqual({ version: 4, hash })
  await client.end()
})
