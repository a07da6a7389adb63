import { newId, StreamExistsError } from '@critter/runtime'
import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ordersApp } from '../src/app/app.js'
import { OrderCreated } from '../src/orders/order.js'
import { StartOrderEndpoint } from '../src/orders/start-order.endpoint.js'
import { StreamCollision } from '../src/orders/stream-collision.js'

test('an order begins with its items', () => {
  const [status, started] = StartOrderEndpoint.startOrder4({ id: 'o-1', items: ['socks'] })

  expect(status).toEqual({ orderId: 'o-1', isReady: false })
  expect(started.events).toEqual([new OrderCreated({ items: [{ name: 'socks', ready: false }] })])
})

test('a middleware is tested like any function', () => {
  const problem = StreamCollision.onException(new StreamExistsError('o-1', 'order'))

  expect(problem.status).toBe(400)
  expect(problem.extensions).toEqual({ id: 'o-1' })
})

let app: TestApp

beforeAll(async () => {
  app = await startApp(ordersApp)
})
afterAll(() => app.stop())

test('the second order with one id is the mistake of the client, and changes nothing', async () => {
  const id = newId()

  const first = await app.post('/orders/create4', { json: { id, items: ['socks'] } })
  const second = await app.post('/orders/create4', { json: { id, items: ['hat'] }, status: 400 })

  expect(first.json()).toEqual({ orderId: id, isReady: false })
  expect(second.problem()).toMatchObject({ status: 400, detail: `Duplicated id '${id}'`, id })
  const events = await app.store.openSession().events.fetchStream(id)
  expect(events.map((each) => each.event)).toEqual([
    new OrderCreated({ items: [{ name: 'socks', ready: false }] }),
  ])
})
