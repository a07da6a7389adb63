import { afterAll, beforeAll, expect, test } from 'vitest'
import { reservationsApp } from '../../examples/reservations/src/app/app.js'
import { telehealthApp } from '../../examples/telehealth/src/app/app.js'
import { Board, Provider } from '../../examples/telehealth/src/telehealth/model.js'
import { todosApp } from '../../examples/todos/src/app/app.js'
import type { App } from '../../packages/runtime/src/index.js'
import { countingProxy, type CountingProxy } from '../support/counting-proxy.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'

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
