import { randomUUID } from 'node:crypto'
import type { Type } from '@critter/runtime'
import type { rabbitMq } from '@critter/runtime/rabbitmq'
import { Connection } from 'rabbitmq-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urlOf } from '../runtime/transports/support/broker-urls.js'
import { runFolder, type RunningSample } from '../support/run-sample.js'

// Three applications that know nothing of each other but the wire names of their messages. None has a route: they meet where
// the conventions of RabbitMQ say.
const url = urlOf('rabbitmq')
const run = randomUUID()
const names = ['critter-test-order-placed', 'critter-test-print-invoice']

const apps = new Map<string, RunningSample>()

async function start(name: string): Promise<void> {
  const app = await runFolder(`test/acceptance/apps/${name}`, async (module) => {
    const { rabbitMq: connect } = (await module('broker.ts')) as { rabbitMq: typeof rabbitMq }
    const conventions = { application: `${name}-${run}` }
    return { transports: { rabbitmq: connect({ url: url!, conventions }) } }
  })
  apps.set(name, app)
  await app.app.start()
}

beforeAll(async () => {
  if (url === undefined) return
  for (const name of ['shop', 'billing', 'mailing']) await start(name)
}, 120_000)
afterAll(async () => {
  for (const app of apps.values()) await app[Symbol.asyncDispose]()
  if (url !== undefined) await clear(url)
})

async function clear(brokerUrl: string): Promise<void> {
  const broker = new Connection(brokerUrl)
  for (const name of names) {
    for (const app of apps.keys()) {
      const queue = `${name}.${app}-${run}`
      for (const each of [queue, `${queue}.dead-letters`]) await broker.queueDelete({ queue: each })
    }
    // Another run may be using it.
    await broker.exchangeDelete({ exchange: name, ifUnused: true }).catch(() => {})
  }
  await broker.close()
}

async function documents(app: string, file: string, type: string): Promise<readonly object[]> {
  const running = apps.get(app)!
  const found = (await running.module(file))[type] as Type
  return running.app.store.openSession().query(found).toArray()
}

async function placeOrders(amounts: readonly number[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const amount of amounts) {
    const response = await apps.get('shop')!.post('/orders', { amount })
    ids.push(((await response.json()) as { orderId: string }).orderId)
  }
  return ids
}

test.skipIf(url === undefined)(
  'what one application publishes reaches every other that handles it, once, and nobody has written a route',
  async () => {
    const [first, second] = await placeOrders([10, 20])

    await expect
      .poll(() => documents('mailing', 'mailing.ts', 'Mail'), { timeout: 10_000 })
      .toHaveLength(2)
    await expect
      .poll(() => documents('billing', 'billing.ts', 'Print'), { timeout: 10_000 })
      .toHaveLength(2)
    await expect
      .poll(() => documents('billing', 'billing.ts', 'Invoice'), { timeout: 10_000 })
      .toHaveLength(2)

    expect(await documents('billing', 'billing.ts', 'Invoice')).toEqual(
      expect.arrayContaining([
        { id: first, amount: 10 },
        { id: second, amount: 20 },
      ]),
    )
    for (const { logger } of apps.values()) expect(logger.of('error')).toEqual([])
  },
)

test.skipIf(url === undefined)(
  'what is published while an application is down waits for it; the others do not wait',
  async () => {
    const mailing = apps.get('mailing')!
    await mailing.app.stop()
    const before = (await documents('billing', 'billing.ts', 'Invoice')).length

    const [id] = await placeOrders([30])

    await expect
      .poll(() => documents('billing', 'billing.ts', 'Invoice'), { timeout: 10_000 })
      .toHaveLength(before + 1)
    await mailing[Symbol.asyncDispose]()
    await start('mailing')
    await expect
      .poll(() => documents('mailing', 'mailing.ts', 'Mail'), { timeout: 10_000 })
      .toEqual([{ id }])
  },
  60_000,
)
