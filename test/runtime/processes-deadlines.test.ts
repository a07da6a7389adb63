import { Data, delayed } from '@critter/runtime'
import { deadlineMessage } from '@critter/runtime/generated'
import { expect, test } from 'vitest'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { handler, messageMapping, startMessagingApp } from './support/messaging.js'
import { queue } from './support/memory-endpoints.js'

class Begin extends Data<{ id: string }> {}
class Reserve {
  readonly item: string = 'chair'
}

const passed = 'order-fulfillment-payment-confirmed-timed-out'

test('what a deadline sends stays in the application, whatever routes say, and carries the id of its process', async () => {
  const handled: object[] = []
  const { test: app } = await startMessagingApp({
    messages: [
      messageMapping(Begin, 'begin'),
      messageMapping(Reserve, 'order-fulfillment-reserve'),
      deadlineMessage(passed),
    ],
    transports: { memory: new MemoryBroker() },
    messaging: {
      endpoints: { outgoing: queue('outgoing', { mode: 'inline' }, { listen: false }) },
      routes: [{ messages: ['order-fulfillment-*'], to: ['outgoing'] }],
    },
    handlers: () => [
      handler<Begin>('begin', ({ id }, context) => {
        context.enterSaga(id)
        context.cascade(new Reserve())
        context.cascade(delayed({ id }, { minutes: 15 }), passed)
      }),
      handler<object>(passed, (message, { sagaId }) => handled.push({ message, sagaId })),
    ],
  })

  await app.bus.invoke(new Begin({ id: 'o-1' }))
  const before = handled.length
  await app.advance({ minutes: 15 })

  expect(before).toBe(0)
  expect(handled).toEqual([{ message: { id: 'o-1' }, sagaId: 'o-1' }])
})

test('the body of a deadline that is none is told', () => {
  const violations: { readonly pointer: string; readonly detail: string }[] = []

  expect(deadlineMessage(passed).decode({ id: 7 }, violations)).toBeUndefined()
  expect(violations).toEqual([{ pointer: '/id', detail: 'expected a string' }])
})
