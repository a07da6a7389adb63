import { ConcurrencyError, newId, type Logger } from '@critter/runtime'
import { startApp, type TestApp } from '@critter/runtime/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fulfillmentApp } from '../src/app/app.js'
import type { AppOptions } from '../src/generated/critter/index.js'
import {
  ItemsReservedHandler,
  PaymentConfirmedHandler,
} from '../src/order-fulfillment-handlers/continue.handlers.js'
import {
  CancelOrderFulfillment,
  ItemsReserved,
  OrderFulfillmentCancelled,
  OrderFulfillmentStarted,
  PaymentConfirmed,
  StartOrderFulfillment,
} from '../src/order-fulfillment-handlers/messages.js'
import { OrderFulfillment } from '../src/order-fulfillment-handlers/order-fulfillment.js'

let app: TestApp
let database: pg.Client
/** Sees who waits: within a transaction Postgres shows what it saw first. */
let watcher: pg.Client
const warnings: string[] = []
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message) => void warnings.push(message),
  error: () => undefined,
}

beforeAll(async () => {
  let url = ''
  app = await startApp((overrides: Partial<AppOptions> = {}) => {
    url = String(overrides.database)
    return fulfillmentApp({ ...overrides, logger })
  })
  database = new pg.Client({ connectionString: url })
  watcher = new pg.Client({ connectionString: url })
  await Promise.all([database.connect(), watcher.connect()])
}, 60_000)
afterAll(async () => {
  await Promise.all([database.end(), watcher.end()])
  await app.stop()
})

const command = () =>
  new StartOrderFulfillment({ orderFulfillmentId: newId(), customerId: 'c-1', totalAmount: 100 })

async function recorded(id: string): Promise<readonly object[]> {
  const events = await app.store.openSession().events.fetchStream(id)
  return events.map((each) => each.event)
}

/** Resolves when so many statements wait for a row that somebody else holds. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await watcher.query<{ count: number }>(
      `select count(*)::int as count
         from pg_stat_activity
        where datname = current_database()
          and wait_event_type = 'Lock'`,
    )
    if (rows[0]!.count >= count) return
  }
}

test('of two decisions about one version the second is refused and records nothing', async () => {
  const start = command()
  const { orderFulfillmentId } = start
  await app.bus.invoke(start)
  const [one, other] = [app.store.openSession(), app.store.openSession()]
  const first = await one.events.fetchForWriting(OrderFulfillment, orderFulfillmentId)
  const second = await other.events.fetchForWriting(OrderFulfillment, orderFulfillmentId)
  const payment = new PaymentConfirmed({ orderFulfillmentId, amount: 100 })
  const items = new ItemsReserved({ orderFulfillmentId, reservationId: 'r-1' })
  first.append(...PaymentConfirmedHandler.handle(payment, first.state!))
  second.append(...ItemsReservedHandler.handle(items, second.state!))

  await one.saveChanges()
  const refused: unknown = await other.saveChanges().catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(ConcurrencyError)
  expect(refused).toMatchObject({ kind: 'version' })
  expect(await recorded(orderFulfillmentId)).toEqual([new OrderFulfillmentStarted(start), payment])
})

test('a cancellation that loses against a payment is decided again', async () => {
  const start = command()
  const { orderFulfillmentId } = start
  await app.bus.invoke(start)
  const payment = new PaymentConfirmed({ orderFulfillmentId, amount: 100 })
  // Whoever holds the row of the stream decides who comes first: both have read version 1 when they wait for it.
  await database.query('begin')
  await database.query('select from critter.streams where id = $1 for update', [orderFulfillmentId])

  const paid = app.bus.invoke(payment)
  await waiting(1)
  const sent = app.bus.send(
    new CancelOrderFulfillment({ orderFulfillmentId, reason: 'Customer requested' }),
  )
  await waiting(2)
  await database.query('commit')
  await Promise.all([paid, sent])

  // Its `errors` say that it is tried again after 100 ms.
  const reason = 'Customer requested'
  await vi.waitFor(async () => {
    expect(await recorded(orderFulfillmentId)).toEqual([
      new OrderFulfillmentStarted(start),
      payment,
      new OrderFulfillmentCancelled({ orderFulfillmentId, reason }),
    ])
  }, 10_000)
  expect(warnings).toEqual(['a message is tried again'])
})
