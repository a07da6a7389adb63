import { Data } from '@critter/runtime'
import { expect, test } from 'vitest'
import type { EndpointDefinition } from '../../packages/runtime/src/messaging/messaging-definition.js'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'

class Task extends Data<{ n: number }> {}

const messages = [messageMapping(Task, 'task')]
const waiting = async (rows: (sql: string) => Promise<unknown[]>, table = 'inbox') =>
  (await rows(`select from critter.${table} where owner = 0 and keep_until is null`)).length

/** In memory, six at most. */
const tasks: EndpointDefinition = {
  transport: 'local',
  address: 'tasks',
  listen: true,
  processing: { mode: 'buffered', parallel: 2, limits: { max: 5, restart: 2 } },
}
const messaging = { endpoints: { tasks }, routes: [{ messages: ['*'], to: ['tasks'] }] }

test('what a queue in memory has no room for waits as rows, and is handled', async () => {
  let isOpen = false
  const handled: number[] = []
  const { bus, kinds, rows } = await startMessagingApp({
    messages,
    messaging,
    handlers: () => [
      handler<Task>('task', async ({ n }) => {
        await until(() => isOpen)
        handled.push(n)
      }),
    ],
  })

  for (let n = 0; n < 50; n++) await bus.send(new Task({ n }))
  const inMemory = kinds().filter((kind) => kind === 'received').length
  const inRows = await waiting(rows)
  isOpen = true
  await until(() => handled.length === 50)

  expect([inMemory, inRows]).toEqual([6, 44])
  expect(new Set(handled).size).toBe(50)
  await until(async () => (await rows('select from critter.inbox')).length === 0)
})

test('handlers that send to their own full queue, by any bus, do not wait for themselves', async () => {
  const handled = new Set<number>()
  const app = await startMessagingApp({
    messages,
    messaging,
    handlers: () => [
      handler<Task>('task', async ({ n }, context) => {
        handled.add(n)
        if (n >= 1000) return
        // Each of the first ten makes a hundred more, half of them with what it was given, half with the other bus.
        for (let k = 1; k <= 50; k++) await context.send(new Task({ n: n + k * 2000 }))
        for (let k = 51; k <= 100; k++) await app.bus.send(new Task({ n: n + k * 2000 }))
      }),
    ],
  })

  for (let n = 0; n < 10; n++) await app.bus.send(new Task({ n }))
  await until(() => handled.size === 1010)

  await until(async () => (await app.rows('select from critter.inbox')).length === 0)
})

test('an application that stops does not begin what waits as rows', async () => {
  let isOpen = false
  const handled: number[] = []
  const { app, bus, rows } = await startMessagingApp({
    messages,
    messaging,
    handlers: () => [
      handler<Task>('task', async ({ n }) => {
        await until(() => isOpen)
        handled.push(n)
      }),
    ],
  })
  for (let n = 0; n < 50; n++) await bus.send(new Task({ n }))

  const stopping = app.stop()
  isOpen = true
  await stopping

  expect(handled).toHaveLength(6)
  expect(await waiting(rows)).toBe(44)
})

test.each(['buffered', 'durable'] as const)(
  '%s: what a sender has no room for while its broker is away waits as rows, and is sent in its order',
  async (mode) => {
    const handled: number[] = []
    const broker = new MemoryBroker()
    const { bus, rows } = await startMessagingApp({
      messages,
      transports: { memory: broker },
      messaging: {
        endpoints: {
          tasks: {
            transport: 'memory',
            address: 'queue/tasks',
            listen: true,
            processing: { mode, order: 'strict' },
          },
        },
        routes: [{ messages: ['*'], to: ['tasks'] }],
      },
      handlers: () => [handler<Task>('task', ({ n }) => handled.push(n))],
    })
    const all = Array.from({ length: 5500 }, (_, n) => n)

    broker.goAway()
    while (all.length > handled.length) {
      const sent = await rows('select from critter.outbox where owner = 0')
      if (sent.length >= 300) break
      await Promise.all(all.splice(0, 100).map((n) => bus.send(new Task({ n }))))
    }
    broker.comeBack()
    const rest = all.splice(0)
    for (const n of rest) await bus.send(new Task({ n }))
    await until(() => handled.length === 5500)

    expect(handled).toEqual(Array.from({ length: 5500 }, (_, n) => n))
  },
  60_000,
)
