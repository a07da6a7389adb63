import { nats } from '@critter/runtime/nats'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import type { BrokerTransport } from '../../../packages/runtime/src/messaging/transport.js'
import { brokerProxy } from '../../support/broker-proxy.js'
import { compliance } from './compliance.js'
import { urlOf } from './support/broker-urls.js'

compliance('nats', urlOf('nats'), async (url) => {
  const proxy = await brokerProxy(url, 4222)
  const admin = await connect({ servers: url })
  const { streams } = await jetstreamManager(admin)
  return {
    transport: nats({ servers: proxy.url, redeliverAfter: { seconds: 3 } }) as BrokerTransport,
    direct: nats({ servers: url, redeliverAfter: { seconds: 3 } }) as BrokerTransport,
    unreachable: {
      transport: nats({
        servers: 'nats://shop:secret@127.0.0.1:1',
        patience: { milliseconds: 50 },
      }) as BrokerTransport,
      at: '127.0.0.1:1',
    },
    cut: async () => proxy.cut(),
    goAway: proxy.goAway,
    comeBack: proxy.comeBack,
    remove: async (queues, exchanges) => {
      for (const name of [...queues, ...exchanges]) await streams.delete(name).catch(() => {})
    },
    close: async () => {
      await admin.close()
      await proxy.close()
    },
  }
})
