import { rabbitMq } from '@critter/runtime/rabbitmq'
import { Connection } from 'rabbitmq-client'
import type { BrokerTransport } from '../../../packages/runtime/src/messaging/transport.js'
import { wireMessageOf } from '../../../packages/runtime/src/transports/rabbitmq/rabbit-message.js'
import { brokerProxy } from '../../support/broker-proxy.js'
import { compliance } from './compliance.js'
import { urlOf } from './support/broker-urls.js'

const url = urlOf('rabbitmq')

compliance('rabbitmq', url, async (url) => {
  const proxy = await brokerProxy(url, 5672)
  const admin = new Connection(url)
  return {
    transport: rabbitMq({ url: proxy.url }) as BrokerTransport,
    direct: rabbitMq({ url }) as BrokerTransport,
    unreachable: {
      transport: rabbitMq({
        url: 'amqp://guest:secret@127.0.0.1:1/shop',
        patience: { milliseconds: 50 },
      }) as BrokerTransport,
      at: '127.0.0.1:1/shop',
    },
    cut: async () => proxy.cut(),
    goAway: proxy.goAway,
    comeBack: proxy.comeBack,
    deadLettersOf: async (queue) => {
      const found = await admin.basicGet({ queue: `${queue}.dead-letters`, noAck: true })
      return found === undefined ? [] : [wireMessageOf({ ...found, consumerTag: '' })]
    },
    remove: async (queues, exchanges) => {
      for (const queue of queues) {
        await admin.queueDelete(queue)
        await admin.queueDelete(`${queue}.dead-letters`)
      }
      for (const exchange of exchanges) await admin.exchangeDelete({ exchange })
    },
    close: async () => {
      await admin.close()
      await proxy.close()
    },
  }
})
