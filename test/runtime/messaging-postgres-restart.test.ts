import { randomUUID } from 'node:crypto'
import { Data, type App } from '@critter/runtime'
import { buildApp, type AppDefinition } from '@critter/runtime/generated'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Processing } from '../../packages/runtime/src/messaging/messaging-definition.js'
import { MemoryBroker } from '../../packages/runtime/src/transports/memory/memory-broker.js'
import { ownPostgres, type OwnPostgres } from '../support/own-postgres.js'
import { Customer, documents } from '../support/store.js'
import { emptyDefinition } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { handler, messageMapping, type Context } from './support/messaging.js'

// A Postgres server that goes down in the midst of everything and comes back, below an application whose messages wait in
// local queues, in a queue of Postgres, in the outbox and in the inbox.
class Place extends Data<{ n: number }> {}
class Bill extends Data<{ n: number }> {}
class Ship extends Data<{ n: number }> {}

const durable: Processing = { mode: 'durable', parallel: 5 }
const definition: AppDefinition = {
  ...emptyDefinition,
  documents,
  messages: [
    messageMapping(Place, 'place'),
    messageMapping(Bill, 'bill'),
    messageMapping(Ship, 'ship'),
  ],
  messaging: {
    endpoints: {
      orders: { transport: 'local', address: 'orders', listen: true, processing: durable },
      bills: { transport: 'postgres', address: 'queue/bills', listen: true, processing: durable },
      shipments: {
        transport: 'memory',
        address: 'queue/shipments',
        listen: true,
        processing: durable,
      },
    },
    routes: [
      { messages: ['place'], to: ['orders'] },
      { messages: ['bill'], to: ['bills'] },
      { messages: ['ship'], to: ['shipments'] },
    ],
    durableInbox: 'as-declared',
    durableOutbox: 'as-declared',
  },
}

let postgres: OwnPostgres
let app: App
const logger = new MemoryLogger()
beforeAll(async () => {
  postgres = await ownPostgres()
  app = start()
  await app.start()
}, 60_000)
afterAll(async () => {
  await app.stop()
  await postgres.remove()
})

function start(): App {
  const options = {
    database: postgres.url,
    logger,
    transports: { memory: new MemoryBroker() },
  }
  return buildApp(definition, options, ({ store }) => {
    /** One document for each time that it is done, called by the message that it is done for. */
    const write = async (what: string, context: Context): Promise<void> => {
      const session = store.openFor(context)
      const id = `${what} ${context.envelope.correlationId} ${randomUUID()}`
      session.insert(Customer, new Customer({ id, name: what }))
      await session.saveChanges()
    }
    return {
      endpoints: [],
      handlers: [
        handler<Place>('place', async ({ n }, context) => {
          context.cascade(new Bill({ n }))
          context.cascade(new Ship({ n }))
          await write(`place ${n}`, context)
        }),
        handler<Bill>('bill', ({ n }, context) => write(`bill ${n}`, context)),
        handler<Ship>('ship', ({ n }, context) => write(`ship ${n}`, context)),
      ],
    }
  })
}

async function rows<Row>(sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}

const waiting = async (): Promise<number> => {
  const [found] = await rows<{ count: number }>(`
    select (select count(*) from critter.inbox where keep_until is null)::int
         + (select count(*) from critter.outbox)::int
         + (select count(*) from critter.queue_messages)::int as count`)
  return found!.count
}

/** What was done, by which number, for which message. */
async function effects(): Promise<readonly (readonly [string, string, string])[]> {
  const written = await rows<{ id: string }>('select id from critter.doc_customer')
  return written.map(({ id }) => id.split(' ') as [string, string, string])
}

/** Asks again until its message was taken, as a client does. Resolves with how often it was refused. */
async function place(n: number): Promise<number> {
  for (let refused = 0; ; refused++) {
    const isTaken = await app.bus.send(new Place({ n })).then(
      () => true,
      () => false,
    )
    if (isTaken) return refused
    await pause(20)
  }
}

test('a server that crashes three times and comes back loses nothing that was accepted, and nothing is done twice', async () => {
  let placed = 0
  let refused = 0
  let isOver = false
  const caller = async (): Promise<void> => {
    while (!isOver) {
      refused += await place(placed++)
      await pause(10)
    }
  }
  const callers = Promise.all(Array.from({ length: 4 }, caller))

  for (let crash = 0; crash < 3; crash++) {
    await pause(500 + Math.random() * 500)
    await postgres.crash()
    await pause(1000)
    await postgres.start()
  }
  await pause(500)
  isOver = true
  await callers
  // Whose commit was not answered was sent again, as another message: then there are two of one number.
  const numbers = async () => {
    const done = (await effects()).map(([what, n]) => `${what} ${n}`)
    return new Set(done).size
  }
  await expect.poll(numbers, { timeout: 40_000, interval: 300 }).toBe(placed * 3)
  // A message of the broker is in no table until the inbox has it, so this says nothing before.
  await expect.poll(waiting, { timeout: 40_000, interval: 300 }).toBe(0)

  const all = await effects()
  const messages = new Set(all.map(([what, , message]) => `${what} ${message}`))
  expect(messages.size).toBe(all.length)
  expect(await rows('select from critter.dead_letters')).toEqual([])
  // It went down in the midst of it.
  expect(refused).toBeGreaterThan(0)
}, 120_000)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
