import { expect, test } from 'vitest'
import { GenerateImageHandler } from '../src/images/generate-image.handler.js'

test('the request of a premium customer goes to premium processing', () => {
  const request = { prompt: 'a wolverine ice skating in the country side', customerId: 'alice' }
  const customer = { id: 'alice', premiumMembership: true }

  const [command, saga] = GenerateImageHandler.handle(request, customer, 'image-1')

  expect(command.endpoint).toBe('premium-processing')
  expect(command.message.prompt).toBe(request.prompt)
  expect(command.message.imageId).toBe(saga.id)
  expect(saga.customerId).toBe(request.customerId)
})

test('a generated image is delivered and ends the saga', () => {
  const [, saga] = GenerateImageHandler.handle(
    { prompt: 'x', customerId: 'bob' },
    { id: 'bob', premiumMembership: false },
    'image-1',
  )

  const delivered = saga.handleImageGenerated({ id: 'image-1', image: new Uint8Array() })

  expect(delivered).toEqual({ imageId: 'image-1', customerId: 'bob' })
  expect(saga.isCompleted()).toBe(true)
})
