import type { Type } from '@critter/runtime'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countingProxy, type CountingProxy } from '../support/counting-proxy.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { runSample, type RunningSample } from '../support/run-sample.js'

// What is generated for `runs-processes`, run as its user would run it; round trips are counted on the wire.
let database: ThrowAwayDatabase
let proxy: CountingProxy
let sample: RunningSample
let messages: Readonly<Record<string, Made>>
let Onboarding: Type

type Made = new (values: object) => object

beforeAll(async () => {
  database = await createDatabase()
  proxy = await countingProxy(database.url)
  sample = await runSample('runs-processes', { database: proxy.url })
  messages = {
    ...((await sample.module('src/onboarding/messages.ts')) as typeof messages),
    ...((await sample.module('src/order-fulfillment/messages.ts')) as typeof messages),
  }
  Onboarding = (await sample.module('src/onboarding/onboarding.ts'))['Onboarding'] as Type
  await sample.app.start()
}, 60_000)
afterAll(async () => {
  await sample[Symbol.asyncDispose]()
  await proxy.close()
  await database.drop()
})

let accountNumber = 0
beforeEach(() => {
  accountNumber++
})

const make = (name: string, values: object) => new messages[name]!(values)
const handle = (name: string, values: object) =>
  sample.app.bus.invoke(make(name, { accountNumber, ...values }))
const open = (isQuiet = true) => handle('OpenAccount', { email: 'alice@example.com', isQuiet })

async function recorded(): Promise<readonly string[]> {
  const events = await sample.app.store.openSession().events.fetchStream(String(accountNumber))
  return events.map((each) => each.event.constructor.name)
}

/** Of the attempt that needed fewest: now and then the node asks whether anything waits, and that is counted, too. */
async function fewest(act: (attempt: number) => Promise<void>): Promise<number> {
  const counts: number[] = []
  for (let attempt = 0; attempt < 5; attempt++) {
    proxy.takeRoundTrips()
    await act(attempt)
    counts.push(proxy.takeRoundTrips())
  }
  return Math.min(...counts)
}

test('a start is one round trip, with its event, its state and its deadline', async () => {
  const roundTrips = await fewest((attempt) =>
    sample.app.bus.invoke(
      make('StartOrderFulfillment', {
        orderId: `start-${attempt}`,
        customerId: 'c-1',
        totalAmount: 100,
      }),
    ),
  )

  expect(roundTrips).toBe(1)
})

test('any other message is two round trips, however long the stream', async () => {
  await open()

  const roundTrips = await fewest(() => handle('ReminderSent', {}))

  expect(roundTrips).toBe(2)
  expect(await recorded()).toHaveLength(6)
})

test('a second start that is to be ignored changes nothing and rejects nothing', async () => {
  await open()

  await open()

  expect(await recorded()).toEqual(['AccountOpened'])
  expect(sample.logger.entries).toContainEqual(
    expect.objectContaining({ message: 'a process had begun already' }),
  )
})

test('what repeats is recorded each time, and the state knows how often', async () => {
  await open()
  await handle('ReminderSent', {})
  await handle('ReminderSent', {})

  const state = await sample.app.store
    .openSession()
    .events.fetchLatest(Onboarding, String(accountNumber))

  expect(state).toMatchObject({ id: String(accountNumber), reminders: 2, status: 'running' })
})

test('a generator may record nothing, and what completes the process is recorded after what it yields', async () => {
  await open()
  await handle('ImportProfile', { names: [] })
  await handle('ImportProfile', { names: ['Alice'] })

  expect(await recorded()).toEqual(['AccountOpened', 'ProfileFilled', 'Onboarded'])
})

test('null records nothing', async () => {
  await open()
  await handle('CloseAccount', { isConfirmed: false })

  expect(await recorded()).toEqual(['AccountOpened'])
})

test('a message for a process that is not there goes to notFound', async () => {
  await handle('CloseAccount', { isConfirmed: true })

  expect(await recorded()).toEqual([])
})

test('a message that no notFound is for is refused by name', async () => {
  const refused = handle('ReminderSent', {})

  await expect(refused).rejects.toMatchObject({
    code: 'ERR_MISSING_PROCESS',
    process: 'Onboarding',
    id: String(accountNumber),
  })
})

test('what is recorded is known when the snapshot is gone', async () => {
  await open()
  await handle('ImportProfile', { names: ['Alice'] })
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query('delete from critter.snapshots')
  await client.end()

  await handle('ReminderSent', {})

  expect(await recorded()).toEqual(['AccountOpened', 'ProfileFilled', 'Onboarded'])
})
