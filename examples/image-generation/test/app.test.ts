import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { imageApp } from '../src/app/app.js'
import { ImageSaga } from '../src/images/image-saga.js'
import { GenerateImage, ImageDelivered, ImageRequest } from '../src/images/messages.js'

let app: TestApp
const begun: { readonly prompt: string; readonly imageId: string }[] = []

beforeAll(async () => {
  app = await startApp(imageApp, {
    services: {
      painter: { begin: async (prompt, imageId) => void begun.push({ prompt, imageId }) },
    },
  })
  await app.post('/customers', { json: { id: 'alice', premiumMembership: true } })
  await app.post('/customers', { json: { id: 'bob', premiumMembership: false } })
})
afterAll(() => app.stop())

async function request(prompt: string, customerId: string): Promise<string> {
  const { sent } = await app.trackActivity(() =>
    app.post('/images', { json: { prompt, customerId } }),
  )
  return sent.single(GenerateImage).imageId
}

test('a request goes to the painter and starts a saga', async () => {
  const imageId = await request('a wolverine', 'alice')

  expect(begun).toContainEqual({ prompt: 'a wolverine', imageId })
  expect(await app.store.openSession().load(ImageSaga, imageId)).toMatchObject({
    customerId: 'alice',
  })
})

test('the image that is called back is delivered, and its saga is over', async () => {
  const imageId = await request('a badger', 'bob')

  const { sent } = await app.trackActivity(() =>
    app.post(`/painted/${imageId}`, { json: { image: 'aGVsbG8=' } }),
  )

  expect(sent.single(ImageDelivered).customerId).toBe('bob')
  expect((await app.get(`/images/${imageId}`)).json()).toEqual({ id: imageId, customerId: 'bob' })
  expect(await app.store.openSession().load(ImageSaga, imageId)).toBeNull()
})

test('a request of nobody is left alone', async () => {
  const { executed, sent } = await app.trackActivity(() =>
    app.post('/images', { json: { prompt: 'x', customerId: 'nobody' } }),
  )

  expect(executed.of(ImageRequest)).toHaveLength(1)
  expect(sent.of(GenerateImage)).toHaveLength(0)
})
