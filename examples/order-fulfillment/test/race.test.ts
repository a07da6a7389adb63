import { newId, StreamExistsError, type Logger } from '@critter/runtime'
import { startApp, type TestApp } from '@critter/runtime/testing'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fulfillmentApp } from '../src/app/app.js'
import type { AppOptions } from '../src/generated/critter/index.js'
import {
  CancelOrderFulfillment,
  ItemsReserved,
  OrderFulfillmentCancelled,
  OrderFulfillmentCompleted,
  OrderFulfillmentStarted,
  PaymentConfirmed,
  ShipmentConfirmed,
  StartOrderFulfillment,
} from '../src/order-fulfillment/messages.js'

let app: TestApp
let holder: pg.Client
/** Another connection: in a transaction Postgres keeps showing who was there when it was first asked. */
let observer: pg.Client
let orderId: string
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
  holder = new pg.Client({ connectionString: url })
  observer = new pg.Client({ connectionString: url })
  await Promise.all([holder.connect(), observer.connect()])
}, 60_000)
afterAll(async () => {
  await Promise.all([holder.end(), observer.end()])
  await app.stop()
})
beforeEach(() => {
  orderId = newId()
  warnings.length = 0
})

const start = (totalAmount = 100) =>
  app.bus.invoke(new StartOrderFulfillment({ orderId, customerId: 'c-1', totalAmount }))
const started = new OrderFulfillmentStarted({ customerId: 'c-1', totalAmount: 100 })
const payment = () => new PaymentConfirmed({ orderId, amount: 100 })
const items = () => new ItemsReserved({ orderId, reservationId: 'r-1' })
const shipment = () => new ShipmentConfirmed({ orderId, trackingNumber: 'TRACK-ABC' })
const reason = 'Customer requested'

async function recorded(): Promise<readonly object[]> {
  const events = await app.store.openSession().events.fetchStream(orderId)
  return events.map((each) => each.event)
}

/** Resolves when so many statements wait for a row that somebody else holds. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await observer.query<{ count: number }>(
      `select count(*)::int as count
         from pg_stat_activity
        where datname = current_database()
          and wait_event_type = 'Lock'`,
    )
    if (rows[0]!.count >= count) return
  }
}

/** Both have read the same version when they wait to append: whoever came first gets the row first. */
async function atOnce(first: object, second: object): Promise<void> {
  await holder.query('begin')
  await holder.query('select from critter.streams where id = $1 for update', [orderId])
  const one = app.bus.invoke(first)
  await waiting(1)
  const other = app.bus.invoke(second)
  await waiting(2)
  await holder.query('commit')
  await Promise.all([one, other])
}

test('two messages at once are both recorded: the second reads and decides again', async () => {
  await start()

  await atOnce(payment(), items())

  expect(await recorded()).toEqual([started, payment(), items()])
})

test('the last two gates at once complete the process, and complete it once', async () => {
  await start()
  await app.bus.invoke(payment())

  await atOnce(items(), shipment())

  const completed = new OrderFulfillmentCompleted()
  expect(await recorded()).toEqual([started, payment(), items(), shipment(), completed])
})

test('a message delivered twice at once is recorded once', async () => {
  await start()

  await atOnce(payment(), payment())

  expect(await recorded()).toEqual([started, payment()])
})

test('a payment that loses against a cancellation changes nothing', async () => {
  await start()

  await atOnce(new CancelOrderFulfillment({ orderId, reason }), payment())

  expect(await recorded()).toEqual([started, new OrderFulfillmentCancelled({ reason })])
})

test('of two starts at once one wins, and the other one is told so', async () => {
  // An id that is being taken by somebody else, who then gives up: both starts wait for it.
  await holder.query('begin')
  await holder.query(
    `insert into critter.streams (tenant, id, type, version, started_at)
     values ('', $1, 'order-fulfillment', 1, now())`,
    [orderId],
  )
  const first = start(100)
  await waiting(1)
  const second = start(200)
  await waiting(2)
  await holder.query('rollback')

  const ends = await Promise.allSettled([first, second])
  const refused = ends.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []))
  expect(refused).toHaveLength(1)
  expect(refused[0]).toBeInstanceOf(StreamExistsError)
  expect(await recorded()).toHaveLength(1)
})
