import { randomUUID } from 'node:crypto'
import { Data } from '@critter/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokerProxy, type BrokerProxy } from '../support/broker-proxy.js'
import { Customer, documents } from '../support/store.js'
import { handler, messageMapping, openMessagingApp } from './support/messaging.js'
import { realBrokers, type RealBroker } from './support/real-brokers.js'
import { urlOf } from './transports/support/broker-urls.js'

// Brokers that are away for a minute, all at the same time: connections are refused, and some that get through are cut.
class Task extends Data<{ n: number }> {}

const messages = [messageMapping(Task, 'task')]
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

type Outage = Awaited<ReturnType<typeof openOn>>

/** Writes one document for each task. A task that comes twice would write a second one. */
async function openOn(broker: RealBroker, url: string) {
  const proxy = await brokerProxy(url, broker.port)
  const started = await openMessagingApp({
    messages,
    documents,
    transports: { broker: broker.transport(proxy.url) },
    handlers: ({ store }) => [
      handler<Task>('task', async ({ n }, context) => {
        const session = store.openFor(context)
        session.insert(Customer, new Customer({ id: `${n}-${randomUUID()}`, name: 'Ann' }))
        await session.saveChanges()
      }),
    ],
    messaging: {
      endpoints: {
        tasks: {
          transport: 'broker',
          address: `queue/critter-test-${randomUUID()}`,
          listen: true,
          processing: { mode: 'durable' },
        },
      },
      routes: [{ messages: ['task'], to: ['tasks'] }],
    },
  })
  const written = async () => {
    const customers = await started.test.store.openSession().query(Customer).toArray()
    return customers.map(({ id }) => Number(id.split('-')[0])).sort((a, b) => a - b)
  }
  return { ...started, proxy, written, sent: 0, refused: 0, writtenMeanwhile: 0 }
}

async function goThroughMinute(outage: Outage): Promise<void> {
  const { bus, proxy, written } = outage
  const over = new AbortController()
  const sending = (async () => {
    while (!over.signal.aborted) {
      await bus.send(new Task({ n: ++outage.sent })).catch(() => outage.refused++)
      await pause(50)
    }
  })()

  await pause(1000)
  for (const openMs of [100, 400, 1200, 0]) {
    await proxy.goAway()
    await pause(15_000)
    if (openMs > 0) await letThrough(proxy, openMs)
  }
  outage.writtenMeanwhile = (await written()).length
  await proxy.comeBack()
  await pause(1000)
  over.abort()
  await sending
}

async function letThrough(proxy: BrokerProxy, ms: number): Promise<void> {
  await proxy.comeBack()
  await pause(ms)
}

const outages = new Map<string, Outage>()
beforeAll(async () => {
  const there = realBrokers.filter(({ name }) => urlOf(name) !== undefined)
  await Promise.all(
    there.map(async (broker) => {
      const outage = await openOn(broker, urlOf(broker.name)!)
      outages.set(broker.name, outage)
      await goThroughMinute(outage)
    }),
  )
}, 100_000)
afterAll(async () => {
  await Promise.all(
    [...outages.values()].map(async ({ test: app, proxy }) => {
      await app.stop()
      await proxy.close()
    }),
  )
})

for (const { name } of realBrokers) {
  test.skipIf(urlOf(name) === undefined)(
    `${name}: all that was sent while the broker was away for a minute is handled once`,
    async () => {
      const { written, rows, sent, refused, writtenMeanwhile } = outages.get(name)!
      const all = Array.from({ length: sent }, (_, index) => index + 1)

      await expect
        .poll(async () => (await written()).length, { timeout: 50_000, interval: 200 })
        .toBeGreaterThanOrEqual(sent)
      await expect.poll(() => rows('select from critter.outbox'), { timeout: 5000 }).toEqual([])

      expect(await written()).toEqual(all)
      expect(await rows('select from critter.dead_letters')).toEqual([])
      // The application took on work all the time, and the broker had none of it.
      expect(refused).toBe(0)
      expect(writtenMeanwhile).toBeLessThan(sent)
    },
    60_000,
  )
}
