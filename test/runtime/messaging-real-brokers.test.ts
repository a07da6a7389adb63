import { randomUUID } from 'node:crypto'
import { Data } from '@critter/runtime'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Processing } from '../../packages/runtime/src/messaging/messaging-definition.js'
import { brokerProxy, type BrokerProxy } from '../support/broker-proxy.js'
import { Customer, documents } from '../support/store.js'
import { handler, messageMapping, startMessagingApp, until } from './support/messaging.js'
import { realBrokers, type RealBroker } from './support/real-brokers.js'
import { urlOf } from './transports/support/broker-urls.js'

// An application on a real broker, all the way from its bus to its rows. What a transport does by itself is in transports/.
class Task extends Data<{ n: number }> {}
const messages = [messageMapping(Task, 'task')]

const modes: readonly Processing['mode'][] = ['inline', 'buffered', 'durable']

/** Writes one document for each task. A task that comes twice would write a second one. */
async function startOn(broker: RealBroker, url: string, mode: Processing['mode']) {
  const proxy = await brokerProxy(url, broker.port)
  onTestFinished(() => proxy.close())
  const queue = `critter-test-${randomUUID()}`
  const started = await startMessagingApp({
    messages,
    documents,
    transports: { broker: broker.transport(proxy.url) },
    handlers: ({ store }) => [
      handler<Task>('task', async ({ n }, context) => {
        const session = store.openFor(context)
        session.store(Customer, new Customer({ id: `${n}-${randomUUID()}`, name: 'Ann' }))
        await session.saveChanges()
      }),
    ],
    messaging: {
      endpoints: {
        tasks: {
          transport: 'broker',
          address: `queue/${queue}`,
          listen: true,
          processing: { mode },
        },
      },
      routes: [{ messages: ['task'], to: ['tasks'] }],
      durableOutbox: mode === 'durable' ? 'all-senders' : 'as-declared',
    },
  })
  const written = async () => {
    const customers = await started.test.store.openSession().query(Customer).toArray()
    return customers.map(({ id }) => Number(id.split('-')[0])).sort((a, b) => a - b)
  }
  return { ...started, proxy, written }
}

async function sendAll(
  bus: Awaited<ReturnType<typeof startOn>>['bus'],
  from: number,
  to: number,
): Promise<void> {
  for (let n = from; n <= to; n++) await bus.send(new Task({ n }))
}

describe.each(realBrokers)('$name', (broker) => {
  const url = urlOf(broker.name)

  test.skipIf(url === undefined).each(modes)(
    '%s: what is sent is handled once, and its effects are there',
    async (mode) => {
      const { bus, written } = await startOn(broker, url!, mode)

      await sendAll(bus, 1, 20)
      await until(async () => (await written()).length >= 20)

      expect(await written()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    },
  )

  test.skipIf(url === undefined)(
    'durable: while the broker is away nothing is lost, and nothing is done twice',
    async () => {
      const { bus, written, proxy, rows } = await startOn(broker, url!, 'durable')
      await sendAll(bus, 1, 10)

      await breakIn(proxy, async () => {
        await sendAll(bus, 11, 20)
      })
      await sendAll(bus, 21, 30)
      await until(async () => (await written()).length >= 30)
      await until(async () => (await rows('select from critter.outbox')).length === 0)

      expect(await written()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    },
    60_000,
  )
})

async function breakIn(proxy: BrokerProxy, act: () => Promise<void>): Promise<void> {
  await proxy.goAway()
  await act()
  await proxy.comeBack()
}
