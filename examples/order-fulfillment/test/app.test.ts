import { newId, StreamExistsError, type Logger } from '@critter/runtime'
import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
import { OrderFulfillment } from '../src/order-fulfillment/order-fulfillment.js'

let app: TestApp
const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
let orderId: string

beforeAll(async () => {
  app = await startApp((overrides: Partial<AppOptions> = {}) =>
    fulfillmentApp({ ...overrides, logger: quiet }),
  )
}, 60_000)
afterAll(() => app.stop())
beforeEach(() => {
  orderId = newId()
})

const start = (totalAmount = 100) =>
  app.bus.invoke(new StartOrderFulfillment({ orderId, customerId: 'c-1', totalAmount }))
const started = (totalAmount = 100) =>
  new OrderFulfillmentStarted({ customerId: 'c-1', totalAmount })
const payment = () => new PaymentConfirmed({ orderId, amount: 100 })
const items = () => new ItemsReserved({ orderId, reservationId: 'r-1' })
const shipment = (trackingNumber = 'TRACK-ABC') =>
  new ShipmentConfirmed({ orderId, trackingNumber })
const completed = new OrderFulfillmentCompleted()
const cancel = (reason: string) => app.bus.invoke(new CancelOrderFulfillment({ orderId, reason }))
const cancelled = (reason: string) => new OrderFulfillmentCancelled({ reason })

async function recorded(): Promise<readonly object[]> {
  const events = await app.store.openSession().events.fetchStream(orderId)
  return events.map((each) => each.event)
}

const state = () => app.store.openSession().events.fetchLatest(OrderFulfillment, orderId)

describe('when starting a fulfillment', () => {
  test('creates the stream with the started event', async () => {
    const { scheduled } = await app.trackActivity(() => start(129.99))

    expect(await recorded()).toEqual([started(129.99)])
    expect(await state()).toMatchObject({
      id: orderId,
      customerId: 'c-1',
      totalAmount: 129.99,
      status: 'running',
    })
    expect(scheduled.length).toBe(1)
  })

  test('starting the same process twice throws and first start wins', async () => {
    await start(100)

    const second: unknown = await start(200).catch((error: unknown) => error)

    expect(second).toBeInstanceOf(StreamExistsError)
    expect(second).toMatchObject({ id: orderId, aggregateType: 'OrderFulfillment' })
    expect(await recorded()).toEqual([started(100)])
  })
})

describe('when completing a fulfillment', () => {
  test('happy path ends with OrderFulfillmentCompleted', async () => {
    await start(249)
    await app.bus.invoke(payment())
    await app.bus.invoke(items())
    await app.bus.invoke(shipment())

    expect(await recorded()).toEqual([started(249), payment(), items(), shipment(), completed])
    expect(await state()).toMatchObject({
      status: 'ended',
      paid: true,
      reserved: true,
      shipped: true,
    })
  })

  test('messages arriving out of order still complete the process', async () => {
    await start()
    await app.bus.invoke(shipment())
    await app.bus.invoke(items())
    await app.bus.invoke(payment())

    expect((await recorded()).at(-1)).toEqual(completed)
  })

  test('duplicate integration event is a no-op', async () => {
    await start()
    await app.bus.invoke(payment())
    await app.bus.invoke(payment())

    expect(await recorded()).toEqual([started(), payment()])
  })

  test('integration events after completion are ignored', async () => {
    await start()
    await app.bus.invoke(payment())
    await app.bus.invoke(items())
    await app.bus.invoke(shipment())
    await app.bus.invoke(shipment('TRACK-2'))

    expect(await recorded()).toEqual([started(), payment(), items(), shipment(), completed])
  })
})

describe('when cancelling a fulfillment', () => {
  test('cancel mid process marks the stream cancelled', async () => {
    await start()
    await app.bus.invoke(payment())
    await cancel('Fraud suspected')

    expect(await recorded()).toEqual([started(), payment(), cancelled('Fraud suspected')])
    expect(await state()).toMatchObject({ status: 'ended', shipped: false })
  })

  test('integration events after cancellation are ignored', async () => {
    await start()
    await cancel('Fraud suspected')
    await app.bus.invoke(items())
    await app.bus.invoke(payment())

    expect(await recorded()).toEqual([started(), cancelled('Fraud suspected')])
  })

  test('second cancel is a no-op', async () => {
    await start()
    await cancel('First reason')
    await cancel('Second reason')

    expect(await recorded()).toEqual([started(), cancelled('First reason')])
  })
})

describe('when payment times out', () => {
  test('scheduler fires timeout and cancels the process', async () => {
    await start()

    await app.advance({ minutes: 15 })

    expect(await recorded()).toEqual([started(), cancelled('Payment timed out')])
    expect(await state()).toMatchObject({ status: 'ended', paid: false })
  })

  test('payment before timeout silences the timer', async () => {
    await start()
    await app.bus.invoke(payment())

    await app.advance({ minutes: 15 })

    expect(await recorded()).toEqual([started(), payment()])
    expect(await state()).toMatchObject({ status: 'running', paid: true })
  })
})

describe('when messages come before the start', () => {
  const early = () => app.trackActivity(() => app.bus.send(payment()))

  test('they wait for it', async () => {
    await early()
    await start()

    await app.advance({ seconds: 5 })

    expect(await recorded()).toEqual([started(), payment()])
  })

  test('one that nothing follows ends as a dead letter, and is never dropped', async () => {
    await early()

    await app.advance({ seconds: 5 })
    await app.advance({ seconds: 30 })
    const last = app.advance({ minutes: 2 })

    await expect(last).rejects.toThrow('MissingProcessError')
    expect(await recorded()).toEqual([])
  })
})

test('over HTTP a fulfillment is started, continued and read', async () => {
  const json = { orderId, customerId: 'c-1', totalAmount: 249 }
  await app.post('/orders/start', { json })
  await app.post('/orders/payment', { json: { orderId, amount: 249 } })

  const order = await app.get(`/orders/${orderId}`)
  await app.get('/orders/nobody', { status: 404 })

  expect(order.json()).toMatchObject({ id: orderId, paid: true, status: 'running' })
})
