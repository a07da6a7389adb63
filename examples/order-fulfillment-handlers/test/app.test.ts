import { newId, StreamExistsError } from '@critter/runtime'
import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fulfillmentApp } from '../src/app/app.js'
import {
  CancelOrderFulfillment,
  ItemsReserved,
  OrderFulfillmentCancelled,
  OrderFulfillmentCompleted,
  OrderFulfillmentStarted,
  PaymentConfirmed,
  PaymentTimeout,
  ShipmentConfirmed,
  StartOrderFulfillment,
} from '../src/order-fulfillment-handlers/messages.js'
import { OrderFulfillment } from '../src/order-fulfillment-handlers/order-fulfillment.js'

let app: TestApp
let orderFulfillmentId: string

beforeAll(async () => {
  app = await startApp(fulfillmentApp)
}, 60_000)
afterAll(() => app.stop())
beforeEach(() => {
  orderFulfillmentId = newId()
})

const start = (totalAmount = 100) =>
  app.bus.invoke(new StartOrderFulfillment({ orderFulfillmentId, customerId: 'c-1', totalAmount }))
const started = (totalAmount = 100) =>
  new OrderFulfillmentStarted({ orderFulfillmentId, customerId: 'c-1', totalAmount })
const payment = () => new PaymentConfirmed({ orderFulfillmentId, amount: 100 })
const items = () => new ItemsReserved({ orderFulfillmentId, reservationId: 'r-1' })
const shipment = (trackingNumber = 'TRACK-ABC') =>
  new ShipmentConfirmed({ orderFulfillmentId, trackingNumber })
const completed = () => new OrderFulfillmentCompleted({ orderFulfillmentId })
const cancel = (reason: string) =>
  app.bus.invoke(new CancelOrderFulfillment({ orderFulfillmentId, reason }))
const cancelled = (reason: string) => new OrderFulfillmentCancelled({ orderFulfillmentId, reason })

async function recorded(): Promise<readonly object[]> {
  const events = await app.store.openSession().events.fetchStream(orderFulfillmentId)
  return events.map((each) => each.event)
}

const state = () => app.store.openSession().events.fetchLatest(OrderFulfillment, orderFulfillmentId)

describe('when starting a fulfillment', () => {
  test('creates the stream with the started event', async () => {
    const { scheduled } = await app.trackActivity(() => start(129.99))

    expect(await recorded()).toEqual([started(129.99)])
    expect(await state()).toMatchObject({
      id: orderFulfillmentId,
      customerId: 'c-1',
      totalAmount: 129.99,
      isTerminal: false,
    })
    expect(scheduled.single(PaymentTimeout)).toEqual(new PaymentTimeout({ orderFulfillmentId }))
  })

  test('starting the same process twice throws and first start wins', async () => {
    await start(100)

    const second: unknown = await start(200).catch((error: unknown) => error)

    expect(second).toBeInstanceOf(StreamExistsError)
    expect(second).toMatchObject({ id: orderFulfillmentId, aggregateType: 'OrderFulfillment' })
    expect(await recorded()).toEqual([started(100)])
  })
})

describe('when completing a fulfillment', () => {
  test('happy path ends with OrderFulfillmentCompleted', async () => {
    await start(249)
    await app.bus.invoke(payment())
    await app.bus.invoke(items())
    await app.bus.invoke(shipment())

    expect(await recorded()).toEqual([started(249), payment(), items(), shipment(), completed()])
    expect(await state()).toMatchObject({
      isCompleted: true,
      isCancelled: false,
      paymentConfirmed: true,
      itemsReserved: true,
      shipmentConfirmed: true,
    })
  })

  test('messages arriving out of order still complete the process', async () => {
    await start()
    await app.bus.invoke(shipment())
    await app.bus.invoke(items())
    await app.bus.invoke(payment())

    expect(await state()).toMatchObject({ isCompleted: true })
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

    expect(await recorded()).toEqual([started(), payment(), items(), shipment(), completed()])
  })
})

describe('when cancelling a fulfillment', () => {
  test('cancel mid process marks the stream cancelled', async () => {
    await start()
    await app.bus.invoke(payment())
    await cancel('Fraud suspected')

    expect(await recorded()).toEqual([started(), payment(), cancelled('Fraud suspected')])
    expect(await state()).toMatchObject({ isCancelled: true, isCompleted: false })
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
    expect(await state()).toMatchObject({ isCancelled: true })
  })

  test('payment before timeout silences the timer', async () => {
    await start()
    await app.bus.invoke(payment())

    await app.advance({ minutes: 15 })

    expect(await recorded()).toEqual([started(), payment()])
    expect(await state()).toMatchObject({ isCancelled: false, paymentConfirmed: true })
  })
})

test('a message for a fulfillment that was never started is handled and records nothing', async () => {
  await app.bus.send(payment())

  expect(await recorded()).toEqual([])
})

test('over HTTP a fulfillment is started, continued and read', async () => {
  const json = { orderFulfillmentId, customerId: 'c-1', totalAmount: 249 }
  await app.post('/orders/start', { json })
  await app.post('/orders/payment', { json: { orderFulfillmentId, amount: 249 } })

  const order = await app.get(`/orders/${orderFulfillmentId}`)
  await app.get('/orders/nobody', { status: 404 })

  expect(order.json()).toMatchObject({ id: orderFulfillmentId, paymentConfirmed: true })
})
