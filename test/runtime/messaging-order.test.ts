import { Data } from '@critter/runtime'
import { buildApp, type AppDefinition } from '@critter/runtime/generated'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Processing } from '../../packages/runtime/src/messaging/messaging-definition.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { emptyDefinition } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { handler, messageMapping, until } from './support/messaging.js'

class Task extends Data<{ n: number }> {}

let database: ThrowAwayDatabase
beforeEach(async () => {
  database = await createDatabase()
})
afterEach(() => database.drop())

/** With room for six in memory. */
function build(
  mode: 'buffered' | 'durable',
  order: 'strict' | 'by-group',
  handle: (task: Task) => unknown,
) {
  const processing: Processing = { mode, order, limits: { max: 5, restart: 2 } }
  const definition: AppDefinition = {
    ...emptyDefinition,
    messages: [messageMapping(Task, 'task')],
    messaging: {
      endpoints: { tasks: { transport: 'local', address: 'tasks', listen: true, processing } },
      routes: [{ messages: ['*'], to: ['tasks'] }],
      durableInbox: 'as-declared',
      durableOutbox: 'as-declared',
    },
  }
  return buildApp(definition, { database: database.url, logger: new MemoryLogger() }, () => ({
    endpoints: [],
    handlers: [handler<Task>('task', handle)],
  }))
}

const takes = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const inOrder = (count: number) => Array.from({ length: count }, (_, n) => n)

test.each(['buffered', 'durable'] as const)(
  '%s: strict order holds where memory has no room for all that comes',
  async (mode) => {
    const handled: number[] = []
    const app = build(mode, 'strict', async ({ n }) => {
      await takes(Math.random() * 2)
      handled.push(n)
    })
    await app.start()

    for (let n = 0; n < 500; n++) {
      await app.bus.send(new Task({ n }))
      // There is room now and then, and messages that come are tempted to take it.
      if (n % 20 === 0) await takes(15)
    }
    await until(() => handled.length === 500)
    await app.stop()

    expect(handled).toEqual(inOrder(500))
  },
  60_000,
)

test('the order of each group holds where memory has no room for all that comes', async () => {
  const handled = new Map<number, number[]>()
  const app = build('durable', 'by-group', async ({ n }) => {
    await takes(Math.random() * 3)
    handled.set(n % 7, [...(handled.get(n % 7) ?? []), Math.floor(n / 7)])
  })
  await app.start()

  for (let n = 0; n < 490; n++) {
    await app.bus.send(new Task({ n }), { group: String(n % 7) })
    if (n % 30 === 0) await takes(10)
  }
  await until(() => [...handled.values()].flat().length === 490)
  await app.stop()

  for (const ofGroup of handled.values()) expect(ofGroup).toEqual(inOrder(70))
  expect(handled.size).toBe(7)
}, 60_000)

test('what waits from before a restart is handled before what is sent after it', async () => {
  const handled: number[] = []
  const handle = ({ n }: Task) => handled.push(n)
  const first = build('durable', 'strict', async (task) => {
    await takes(1)
    handle(task)
  })
  await first.start()
  for (let n = 0; n < 100; n++) await first.bus.send(new Task({ n }))
  await first.stop()
  const before = handled.length

  const second = build('durable', 'strict', handle)
  await second.start()
  for (let n = 100; n < 200; n++) await second.bus.send(new Task({ n }))
  await until(() => handled.length === 200)
  await second.stop()

  expect(before).toBeLessThan(100)
  expect(handled).toEqual(inOrder(200))
})
