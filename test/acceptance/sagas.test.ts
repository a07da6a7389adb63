import { newId, type Type } from '@critter/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSample, type RunningSample } from '../support/run-sample.js'

// What is generated for `runs-sagas`, run as its user would run it.
let sample: RunningSample
let orders: Readonly<Record<string, Made>>
let images: Readonly<Record<string, Made>>

type Made = new (values: object) => object

beforeAll(async () => {
  sample = await runSample('runs-sagas')
  orders = (await sample.module('src/orders.ts')) as typeof orders
  images = (await sample.module('src/messages.ts')) as typeof images
  await sample.app.start()
}, 60_000)
afterAll(() => sample[Symbol.asyncDispose]())

let last = 0
const handle = (name: string, values: object) => sample.app.bus.invoke(new orders[name]!(values))
const load = (name: string, id: string | number) =>
  sample.app.store.openSession().load<object>(orders[name] as Type, id)

async function placeOrder(): Promise<number> {
  const session = sample.app.store.openSession()
  const id = ++last
  const buyer = { id: `buyer-${id}`, name: 'Alice' }
  session.store(orders['Buyer'] as Type, new orders['Buyer']!(buyer))
  await session.saveChanges()
  await handle('OrderPlaced', { orderId: id, customerId: buyer.id })
  return id
}

test('a static start makes the saga, which is stored in its first version', async () => {
  const id = await placeOrder()

  expect(await load('OrderSaga', id)).toEqual({ id, paid: 0, shipped: false, version: 1 })
})

test('a saga that is there is changed, and its version counts', async () => {
  const id = await placeOrder()

  await handle('OrderPaid', { orderId: id, amount: 12 })
  await handle('OrderPaid', { orderId: id, amount: 3 })

  expect(await load('OrderSaga', id)).toMatchObject({ paid: 15, version: 3 })
})

test('a start that is repeated goes to the method for a saga that is there', async () => {
  const id = await placeOrder()

  await handle('OrderPlaced', { orderId: id, customerId: `buyer-${id}` })

  expect(sample.logger.entries).toContainEqual(
    expect.objectContaining({ message: 'placed twice', fields: { order: id } }),
  )
})

test('a saga that is completed is deleted', async () => {
  const id = await placeOrder()

  await handle('OrderTimeout', { orderSagaId: id })

  expect(await load('OrderSaga', id)).toBeNull()
})

test('what starts or handles begins a saga of the id that the message names', async () => {
  const id = ++last

  await handle('OrderPaid', { orderId: id, amount: 5 })

  expect(await load('OrderSaga', id)).toMatchObject({ id, paid: 5, version: 1 })
})

test('a message whose saga is not there goes to notFound', async () => {
  await handle('OrderTimeout', { orderSagaId: 4711 })

  expect(sample.logger.entries).toContainEqual(
    expect.objectContaining({ message: 'too late', fields: { order: 4711 } }),
  )
})

test('a message that names no saga fails, and says where the id was looked for', async () => {
  await expect(handle('OrderShipped', { order: 1 })).rejects.toMatchObject({
    code: 'ERR_MISSING_SAGA_ID',
    saga: 'OrderSaga',
    message: expect.stringContaining('orderSagaId, orderId, sagaId, id') as string,
  })
})

test('a message for a saga that never began fails', async () => {
  const generated = new images['ImageRefused']!({ id: 'nobody', reason: '' })

  await expect(sample.app.bus.invoke(generated)).rejects.toMatchObject({
    code: 'ERR_UNKNOWN_SAGA',
    saga: 'ImageSaga',
    id: 'nobody',
  })
})

test('an instance method starts a new saga with the first values of its fields', async () => {
  const counterId = newId()

  await handle('Counted', { counterId })
  await handle('Counted', { counterId })

  expect(await load('Counter', counterId)).toMatchObject({ id: counterId, count: 2, version: 2 })
})

test('of two that change a saga at once one fails and nothing of it is stored', async () => {
  const counterId = newId()
  await handle('Counted', { counterId })

  const outcomes = await Promise.allSettled(
    Array.from({ length: 5 }, () => handle('Counted', { counterId })),
  )

  const done = outcomes.filter((each) => each.status === 'fulfilled').length
  const failed = outcomes.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  )
  expect(await load('Counter', counterId)).toMatchObject({ count: 1 + done, version: 1 + done })
  expect(failed.every((each) => each instanceof Error && each.name.startsWith('Document'))).toBe(
    true,
  )
})
