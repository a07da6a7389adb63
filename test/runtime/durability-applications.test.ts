import { Data, InvalidValueError, type CommonAppOptions } from '@critter/runtime'
import { buildApp, type AppDefinition } from '@critter/runtime/generated'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { emptyDefinition } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { envelope, startNode } from './support/message-store.js'
import { handler, messageMapping, until } from './support/messaging.js'

class Task extends Data<{ n: number }> {}

let database: ThrowAwayDatabase
beforeEach(async () => {
  database = await createDatabase()
})
afterEach(() => database.drop())

const definition: AppDefinition = {
  ...emptyDefinition,
  messages: [messageMapping(Task, 'task')],
  messaging: {
    endpoints: {},
    routes: [],
    durableInbox: 'all-listeners',
    durableOutbox: 'as-declared',
  },
}

interface Built extends CommonAppOptions {
  readonly handlerName?: string
}

function build({ handlerName = 'task-handler.handle', ...options }: Built) {
  const handled: number[] = []
  const logger = new MemoryLogger()
  const app = buildApp(definition, { database: database.url, logger, ...options }, () => ({
    endpoints: [],
    handlers: [
      handler<Task>('task', ({ n }) => handled.push(n), { name: handlerName }),
      handler('task', () => {}, { name: 'Other.handle' }),
    ],
  }))
  return { app, handled, logger }
}

test('applications with names of their own leave each other the messages that they keep in one database', async () => {
  const shop = build({ name: 'shop' })
  await shop.app.start()
  await shop.app.bus.schedule(new Task({ n: 1 }), new Date(Date.now() + 500))
  await shop.app.stop()

  const mail = build({ name: 'mail' })
  await mail.app.start()
  await new Promise((resolve) => setTimeout(resolve, 2000))
  await mail.app.stop()
  const again = build({ name: 'shop' })
  await again.app.start()
  await until(() => again.handled.length === 1)
  await again.app.stop()

  expect(mail.handled).toEqual([])
  expect(mail.logger.of('warn')).toEqual([])
})

test('a name that is none is refused at the start', async () => {
  const { app } = build({ name: 'a b' })

  await expect(app.start()).rejects.toBeInstanceOf(InvalidValueError)
  await app.stop()
})

test('messages that wait for a handler that is gone are warned of at the start', async () => {
  const first = build({ handlerName: 'Old.handle' })
  await first.app.start()
  await first.app.bus.schedule(new Task({ n: 1 }), new Date(Date.now() + 3_600_000))
  await first.app.stop()

  const second = build({ handlerName: 'New.handle' })
  await second.app.start()
  await second.app.stop()

  expect(second.logger.of('warn')).toMatchObject([
    { message: expect.stringContaining('messages wait for a destination') as string },
  ])
})

test('an answer that waits for its broker is sent by the next start', async () => {
  const node = await startNode(database.url)
  const answer = envelope({
    destination: 'memory:queue/replies',
    messageName: 'task',
    body: '{"n":1}',
  })
  await node.store.commit(
    node.store.storeCommands([{ kept: 'outbox', envelope: answer, waits: true }]),
  )
  await node.stop()

  const { app } = build({ transports: { memory: new MemoryBroker() } } as Built)
  await app.start()
  const check = await startNode(database.url)
  await until(async () => (await check.pool.query('select from critter.outbox')).rowCount === 0)
  await check.stop()
  await app.stop()
})
