import { Data, onError, type App, type CommonAppOptions } from '@critter/runtime'
import { buildApp, type AppDefinition, type AppHost } from '@critter/runtime/generated'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CritterApp } from '../../packages/runtime/src/hosting/critter-app.js'
import { Backoff, untilDone } from '../../packages/runtime/src/messaging/backoff.js'
import type { BrokerConnection } from '../../packages/runtime/src/messaging/transport.js'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { Customer, documents } from '../support/store.js'
import { emptyDefinition } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { handler, messageMapping, until, type Context } from './support/messaging.js'
import { TcpProxy } from './support/tcp-proxy.js'

class Task extends Data<{ n: number }> {}
class Done extends Data<{ n: number }> {}

let database: ThrowAwayDatabase

beforeEach(async () => {
  database = await createDatabase()
})
afterEach(() => database.drop())

async function rows(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const definition: AppDefinition = {
  ...emptyDefinition,
  documents,
  messages: [messageMapping(Task, 'task'), messageMapping(Done, 'done')],
  messaging: {
    endpoints: {},
    routes: [],
    durableInbox: 'all-listeners',
    durableOutbox: 'as-declared',
  },
}
const inMemory: AppDefinition = {
  ...definition,
  messaging: { ...definition.messaging!, durableInbox: 'as-declared' },
}

type Handle = (task: Task, context: Context, store: AppHost['store']) => unknown

function build(handle: Handle, isDurable: boolean, options: CommonAppOptions = {}) {
  const logger = new MemoryLogger()
  const app = buildApp(
    isDurable ? definition : inMemory,
    { database: database.url, logger, ...options },
    ({ store }) => ({
      endpoints: [],
      handlers: [
        handler<Task>('task', (task, context) => handle(task, context, store)),
        handler<Done>('done', ({ n }) => done.push(n)),
      ],
    }),
  )
  const done: number[] = []
  return { app, done, logger }
}

async function stopWithin(app: App, withinMs: number): Promise<void> {
  if (!(app instanceof CritterApp)) throw new TypeError('Expected an application of ours.')
  await app.stop({ withinMs })
}

test('an application that stops handles what it has in memory, and what that sends', async () => {
  const handled: number[] = []
  const { app, done } = build(async ({ n }, context) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    handled.push(n)
    context.cascade(new Done({ n }))
  }, false)
  await app.start()

  await Promise.all(Array.from({ length: 50 }, (_, n) => app.bus.send(new Task({ n }))))
  await app.stop()

  expect(handled).toHaveLength(50)
  expect(done).toHaveLength(50)
})

test('what has a row and is not begun is left to the next start', async () => {
  let isOpen = false
  const begun: number[] = []
  const handled: number[] = []
  const first = build(async ({ n }) => {
    begun.push(n)
    await until(() => isOpen)
    handled.push(n)
  }, true)
  await first.app.start()
  for (let n = 0; n < 15; n++) await first.app.bus.send(new Task({ n }))
  await until(() => begun.length === 10)

  const stopping = first.app.stop()
  isOpen = true
  await stopping
  const [left] = await rows('select count(*)::int as count from critter.inbox where owner = 0')

  const again: number[] = []
  const second = build(({ n }) => again.push(n), true)
  await second.app.start()
  await until(() => handled.length + again.length === 15)
  await second.app.stop()

  expect(left?.['count']).toBe(again.length)
  expect([...handled, ...again].sort((a, b) => a - b)).toEqual([...Array(15).keys()])
})

test('handlers send by the bus of the application as long as they run', async () => {
  const sending = build(async ({ n }) => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    await sending.app.bus.send(new Done({ n }))
  }, false)
  await sending.app.start()

  await sending.app.bus.send(new Task({ n: 1 }))
  await sending.app.stop()

  expect(sending.done).toEqual([1])
})

test('a handler sends by the bus of the application before its last listener is open', async () => {
  const first = build(() => {}, true)
  await first.app.start()
  await first.app.bus.schedule(new Task({ n: 1 }), new Date(Date.now() + 100))
  await first.app.stop()
  await new Promise((resolve) => setTimeout(resolve, 100))

  const sent: number[] = []
  class SlowBroker extends MemoryBroker {
    override async connect(): Promise<BrokerConnection> {
      const connection = await super.connect()
      const openListener = connection.openListener.bind(connection)
      connection.openListener = async (...given) => {
        await until(() => sent.length === 1)
        return openListener(...given)
      }
      return connection
    }
  }
  const listening: AppDefinition = {
    ...definition,
    messaging: {
      ...definition.messaging!,
      endpoints: {
        slow: {
          transport: 'memory',
          address: 'queue/slow',
          listen: true,
          processing: { mode: 'inline' },
        },
      },
    },
  }
  const options = { database: database.url, logger: new MemoryLogger() }
  const transports = { memory: new SlowBroker() }
  const again = buildApp(listening, { ...options, transports } as CommonAppOptions, () => ({
    endpoints: [],
    handlers: [
      handler<Task>('task', ({ n }) => again.bus.send(new Done({ n }))),
      handler<Done>('done', ({ n }) => sent.push(n)),
    ],
  }))
  await again.start()
  await again.stop()

  expect(sent).toEqual([1])
})

test('what was invoked from outside is waited for', async () => {
  let isOpen = false
  const { app } = build(async ({ n }, context, store) => {
    await until(() => isOpen)
    const session = store.openFor(context)
    session.insert(Customer, new Customer({ id: String(n), name: 'Ann' }))
    await session.saveChanges()
  }, false)
  await app.start()

  const invoking = app.bus.invoke(new Task({ n: 1 }))
  const stopping = app.stop()
  await new Promise((resolve) => setTimeout(resolve, 50))
  isOpen = true

  await expect(invoking).resolves.toBeUndefined()
  await stopping
})

test('an invocation between two attempts fails when the time is over', async () => {
  const { app, logger } = build(
    () => {
      throw new Error('no')
    },
    false,
    { errors: [onError(Error).retry({ days: 30 })] },
  )
  await app.start()

  const invoking = app.bus.invoke(new Task({ n: 1 })).catch((error: unknown) => error)
  await stopWithin(app, 50)

  expect(await invoking).toEqual(new Error('no'))
  expect(logger.of('error')).toEqual([])
})

test('an application stops although its database answers no more', async () => {
  const { proxy, connectionString } = await TcpProxy.before(database.url)
  let isOpen = false
  const { app, logger } = build(() => until(() => isOpen), false, { database: connectionString })
  await app.start()
  await app.bus.send(new Task({ n: 1 }))

  proxy.stall()
  await stopWithin(app, 50)
  isOpen = true
  await proxy.cut()

  expect(logger.of('warn').map(({ fields }) => fields['step'])).toContain('what is left is kept')
}, 30_000)

test('what is tried until the database is back ends with the application', async () => {
  const end = new AbortController()
  let tried = 0
  const trying = untilDone(
    new Backoff(),
    () => {
      tried++
      return Promise.reject(new Error('away'))
    },
    end.signal,
  )

  await until(() => tried === 1)
  end.abort()

  await expect(trying).rejects.toThrow('away')
  expect(tried).toBe(2)
})

test('a message between two attempts is left to the next start', async () => {
  const { app, logger } = build(
    () => {
      throw new Error('no')
    },
    true,
    { errors: [onError(Error).retry({ days: 30 })] },
  )
  await app.start()

  await app.bus.send(new Task({ n: 1 }))
  await until(() => logger.of('warn').some(({ message }) => message.includes('is tried again')))
  await app.stop()

  expect(await rows('select owner from critter.inbox')).toEqual([{ owner: 0 }])
})

test('a message is kept while the database is away, and handled when it is back', async () => {
  const { proxy, connectionString } = await TcpProxy.before(database.url)
  let attempts = 0
  const { app, logger } = build(
    async ({ n }, context, store) => {
      attempts++
      if (attempts === 1) await proxy.cut()
      const session = store.openFor(context)
      session.insert(Customer, new Customer({ id: String(n), name: 'Ann' }))
      await session.saveChanges()
    },
    false,
    { database: connectionString },
  )
  await app.start()

  await app.bus.send(new Task({ n: 1 }))
  await until(() => logger.of('warn').some(({ message }) => message.includes('is kept until')))
  await proxy.mend()
  await until(async () => (await app.store.openSession().load(Customer, '1')) !== null)
  await app.stop()

  await proxy.cut()

  expect(logger.of('error')).toEqual([])
  expect(attempts).toBeGreaterThan(1)
})

test('what was sent to one handler is for all of them, when the message has several at the next start', async () => {
  const { app } = build(() => {}, true)
  await app.start()
  await app.bus.schedule(new Task({ n: 1 }), new Date(Date.now() + 1500))
  await app.stop()

  const handled: string[] = []
  const again = buildApp(
    definition,
    { database: database.url, logger: new MemoryLogger() },
    () => ({
      endpoints: [],
      handlers: ['First.handle', 'Second.handle'].map((name) =>
        handler('task', () => handled.push(name), { name }),
      ),
    }),
  )
  await again.start()
  await until(() => handled.length === 2)
  await again.stop()

  expect(handled.sort()).toEqual(['First.handle', 'Second.handle'])
  expect(await rows('select from critter.inbox')).toEqual([])
})
