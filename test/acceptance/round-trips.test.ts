import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reservationsApp } from '../../examples/reservations/src/app/app.js'
import { telehealthApp } from '../../examples/telehealth/src/app/app.js'
import { Board, Provider } from '../../examples/telehealth/src/telehealth/model.js'
import { todosApp } from '../../examples/todos/src/app/app.js'
import type { App, Type } from '../../packages/runtime/src/index.js'
import { countingProxy, type CountingProxy } from '../support/counting-proxy.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { runFolder, runSample, type RunningSample } from '../support/run-sample.js'

// Whole requests through generated endpoints, counted on the wire between the application and Postgres.
let database: ThrowAwayDatabase
let proxy: CountingProxy

beforeAll(async () => {
  database = await createDatabase()
  proxy = await countingProxy(database.url)
})
afterAll(async () => {
  await proxy.close()
  await database.drop()
})

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

describe('of an endpoint that asks compiled queries', () => {
  let sample: RunningSample

  beforeAll(async () => {
    sample = await runSample('asks-queries-that-methods-return', { database: proxy.url })
    await sample.app.start()
    const { Board, Shift } = (await sample.module('app.ts')) as {
      readonly Board: Type<{ id: string }>
      readonly Shift: Type<{ id: string }>
    }
    const session = sample.app.store.openSession()
    session.store(Board, { id: 'b-1', name: 'Texas' } as never)
    for (const id of ['s-1', 's-2']) {
      session.store(Shift, { id, boardId: 'b-1', open: true } as never)
    }
    await session.saveChanges()
  }, 60_000)
  afterAll(() => sample[Symbol.asyncDispose]())

  test.each([
    [
      'four reads returned together',
      '/boards/b-1',
      { name: 'Texas', open: 2, newest: 's-2', count: 2 },
    ],
    [
      'two loads that do not need each other',
      '/boards/b-1/with-shifts',
      { name: 'Texas', open: 2 },
    ],
    [
      'a query that is the answer',
      '/boards/b-1/open',
      [
        { id: 's-1', boardId: 'b-1', open: true },
        { id: 's-2', boardId: 'b-1', open: true },
      ],
    ],
  ])('%s are one round trip', async (_what, path, answer) => {
    await sample.send(path)
    proxy.takeRoundTrips()

    const response = await sample.send(path)

    expect(await response.json()).toEqual(answer)
    expect(proxy.takeRoundTrips()).toBe(1)
  })
})

/** Round trips of the second request of its kind: the first one opens the connection. */
async function roundTripsOf(app: App, path: string, bodies: readonly [object, object]) {
  for (const body of bodies) {
    proxy.takeRoundTrips()
    const response = await app.fetch(
      new Request(`http://localhost${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
    expect(response.status).toBeLessThan(300)
  }
  return proxy.takeRoundTrips()
}

test('a pure write is one round trip', async () => {
  await using app = todosApp({ database: proxy.url, logger: quiet })

  const bodies = [
    { id: 1, name: 'milk' },
    { id: 2, name: 'bread' },
  ] as const

  expect(await roundTripsOf(app, '/todos', bodies)).toBe(1)
})

test('a query and a new stream are two round trips', async () => {
  await using app = reservationsApp({ database: proxy.url, logger: quiet })

  const body = {
    roomType: 'king',
    from: '2026-12-01',
    to: '2026-12-03',
    guestId: 'alice',
    numberOfPeople: 2,
  }

  expect(await roundTripsOf(app, '/api/reservations', [body, body])).toBe(2)
})

test('two documents awaited one after another cost one round trip more than reads as values', async () => {
  await using app = telehealthApp({ database: proxy.url, logger: quiet })
  await app.start()
  const session = app.store.openSession()
  session.store(Board, { id: 'b-1', state: 'TX', specialty: 'pediatrics' })
  session.store(Provider, new Provider({ id: 'p-1', states: ['TX'], specialties: ['pediatrics'] }))
  await session.saveChanges()
  const body = { boardId: 'b-1', providerId: 'p-1' }

  // Two loads and the write of the shift; the tuple writes nothing; the values come in one flush.
  expect(await roundTripsOf(app, '/shift/start', [body, body])).toBe(3)
  expect(await roundTripsOf(app, '/shift/start-as-tuple', [body, body])).toBe(2)
  expect(await roundTripsOf(app, '/shift/start-as-reads', [body, body])).toBe(1)
})

describe('of messages that are kept', () => {
  let parcels: RunningSample
  let made: Readonly<Record<string, new (values: object) => object>>
  let broker: { goAway(): void }

  beforeAll(async () => {
    parcels = await runFolder('test/acceptance/apps/parcels', async (module) => {
      const app = await module('parcels.ts')
      made = app as typeof made
      broker = app['broker'] as typeof broker
      return { database: proxy.url, transports: { rabbitmq: broker } }
    })
    await parcels.app.start()
    // What is sent stays in the outbox: its confirmation is no part of what is counted.
    broker.goAway()
  }, 60_000)
  afterAll(() => parcels[Symbol.asyncDispose]())

  /** Of the attempt that needed fewest: now and then the node asks whether anything waits, and that is counted, too. */
  async function fewest(act: (id: string) => Promise<unknown>): Promise<number> {
    const counts: number[] = []
    for (let attempt = 0; attempt < 5; attempt++) {
      proxy.takeRoundTrips()
      await act(randomUUID())
      counts.push(proxy.takeRoundTrips())
    }
    return Math.min(...counts)
  }
  const post = async (path: string, id: string) => {
    expect((await parcels.post(path, { id })).status).toBe(204)
  }

  test.each(['/alone', '/with-two-for-a-queue', '/with-two-for-a-broker'])(
    'a document is one round trip, also with two messages: %s',
    async (path) => {
      expect(await fewest((id) => post(path, id))).toBe(1)
    },
  )

  test('a durable message that writes a document is one round trip to be kept and one to be handled', async () => {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    const isPacked = async (id: string) =>
      (await client.query('select from critter.doc_parcel where id = $1', [id])).rowCount === 1

    const roundTrips = await fewest(async (id) => {
      await parcels.app.bus.send(new made['PackParcel']!({ id }))
      await expect.poll(() => isPacked(id), { interval: 10 }).toBe(true)
    })

    await client.end()
    expect(roundTrips).toBe(2)
  })
})
