import { randomUUID } from 'node:crypto'
import { Data, type Transport } from '@critter/runtime'
import { nats } from '@critter/runtime/nats'
import { rabbitMq } from '@critter/runtime/rabbitmq'
import { redis } from '@critter/runtime/redis'
import { openTelemetry } from '@critter/runtime/telemetry'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { Connection } from 'rabbitmq-client'
import { createClient } from 'redis'
import { expect, onTestFinished, test } from 'vitest'
import { handler, messageMapping, startMessagingApp, until } from '../support/messaging.js'
import { isChildOf, registerOpenTelemetry } from '../support/telemetry.js'
import { urlOf } from './support/broker-urls.js'

class Order extends Data<{ n: number }> {}

interface Broker {
  readonly name: 'rabbitmq' | 'nats' | 'redis'
  readonly transport: (url: string) => Transport
  readonly remove: (url: string, queue: string) => Promise<void>
}

const brokers: readonly Broker[] = [
  {
    name: 'rabbitmq',
    transport: (url) => rabbitMq({ url }),
    remove: async (url, queue) => {
      const admin = new Connection(url)
      await admin.queueDelete(queue)
      await admin.queueDelete(`${queue}.dead-letters`)
      await admin.close()
    },
  },
  {
    name: 'nats',
    transport: (servers) => nats({ servers }),
    remove: async (servers, queue) => {
      const admin = await connect({ servers })
      const { streams } = await jetstreamManager(admin)
      await streams.delete(queue)
      await admin.close()
    },
  },
  {
    name: 'redis',
    transport: (url) => redis({ url }),
    remove: async (url, queue) => {
      const admin = await createClient({ url }).connect()
      await admin.del(queue)
      await admin.close()
    },
  },
]

for (const { name, transport, remove } of brokers) {
  const url = urlOf(name)
  test.skipIf(url === undefined)(`a trace goes on through ${name}`, async () => {
    const queue = `telemetry-${randomUUID()}`
    const { named } = registerOpenTelemetry()
    const { app, bus, kinds } = await startMessagingApp({
      telemetry: openTelemetry,
      messages: [messageMapping(Order, 'order')],
      handlers: () => [handler<Order>('order', () => {})],
      transports: { [name]: transport(url!) },
      messaging: {
        endpoints: {
          orders: {
            transport: name,
            address: `queue/${queue}`,
            listen: true,
            processing: { mode: 'inline' },
          },
        },
        routes: [{ messages: ['order'], to: ['orders'] }],
      },
    })
    onTestFinished(() => remove(url!, queue))

    await bus.send(new Order({ n: 1 }))
    await until(() => kinds().includes('executed'))
    await app.stop()

    const [process] = named('process orders')
    expect(process?.attributes['messaging.system']).toBe(name)
    expect(isChildOf(process!, named('send orders')[0]!)).toBe(true)
  })
}
