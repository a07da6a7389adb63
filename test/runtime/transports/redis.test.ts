import { redis } from '@critter/runtime/redis'
import { createClient } from 'redis'
import type { BrokerTransport } from '../../../packages/runtime/src/messaging/transport.js'
import { exchangeKey } from '../../../packages/runtime/src/transports/redis/topology.js'
import { brokerProxy } from '../../support/broker-proxy.js'
import { compliance } from './compliance.js'
import { urlOf } from './support/broker-urls.js'

compliance('redis', urlOf('redis'), async (url) => {
  const proxy = await brokerProxy(url, 6379)
  const admin = await createClient({ url }).connect()
  return {
    transport: redis({ url: proxy.url, redeliverAfter: { seconds: 3 } }) as BrokerTransport,
    direct: redis({ url, redeliverAfter: { seconds: 3 } }) as BrokerTransport,
    unreachable: {
      transport: redis({
        url: 'redis://shop:secret@127.0.0.1:1/2',
        patience: { milliseconds: 50 },
      }) as BrokerTransport,
      at: '127.0.0.1:1/2',
    },
    cut: async () => proxy.cut(),
    goAway: proxy.goAway,
    comeBack: proxy.comeBack,
    remove: async (queues, exchanges) => {
      for (const key of [...queues, ...exchanges.map(exchangeKey)]) await admin.del(key)
    },
    close: async () => {
      await admin.close()
      await proxy.close()
    },
  }
})
