import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { broadcastApp } from '../src/app/app.js'
import type { ClientMessage } from '../src/broadcast/client-message.js'
import {
  CountUpdated,
  IncrementCount,
  SomeUpdateHandler,
} from '../src/broadcast/increment-count.handler.js'

let app: TestApp
const broadcast: ClientMessage[] = []

beforeAll(async () => {
  app = await startApp(broadcastApp, {
    services: {
      broadcastHub: { sendBatch: async (messages) => void broadcast.push(...messages) },
    },
  })
})
afterAll(() => app.stop())
beforeEach(() => {
  SomeUpdateHandler.count = 0
  broadcast.length = 0
})

test('an increment tells the clients', () => {
  SomeUpdateHandler.count = 41

  expect(SomeUpdateHandler.handle({})).toEqual(new CountUpdated({ value: 42 }))
})

test('an increment reaches the clients within a quarter of a second', async () => {
  await app.bus.invoke(new IncrementCount())

  await vi.waitFor(() => {
    expect(broadcast).toMatchObject([{ type: 'count-updated', value: 1 }])
  })
})

test('what the clients are told is sent to no queue', async () => {
  const { executed, sent } = await app.trackActivity(() => app.post('/increment'))

  expect(executed.of(IncrementCount)).toHaveLength(1)
  expect([...sent]).toEqual([new IncrementCount()])
  await vi.waitFor(() => {
    expect(broadcast).toMatchObject([{ value: 1 }])
  })
})

test('increments of a quarter of a second are one batch', async () => {
  await app.bus.invoke(new IncrementCount())
  await app.bus.invoke(new IncrementCount())

  await vi.waitFor(() => {
    expect(broadcast).toMatchObject([{ value: 1 }, { value: 2 }])
  })
})
