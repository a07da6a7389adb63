import { PostgresTransport } from '../../../packages/runtime/src/transports/postgres/postgres-transport.js'
import { createDatabase } from '../../support/database.js'
import { createNode, startNode } from '../support/message-store.js'
import { TcpProxy } from '../support/tcp-proxy.js'
import { compliance } from './compliance.js'

compliance('postgres', 'postgres:', async () => {
  const database = await createDatabase()
  const { proxy, connectionString } = await TcpProxy.before(database.url)
  const node = await startNode(connectionString, { max: 10 })
  const nowhere = createNode('postgres://ada:secret@127.0.0.1:1/shop')
  return {
    transport: new PostgresTransport(node.store.parts),
    unreachable: {
      transport: new PostgresTransport(nowhere.store.parts),
      at: '"shop" at 127.0.0.1:1',
    },
    cut: async () => {
      await proxy.cut()
      await proxy.mend()
    },
    goAway: () => proxy.cut(),
    comeBack: () => proxy.mend(),
    remove: async () => {},
    close: async () => {
      await nowhere.kill()
      await node.stop()
      await proxy.cut()
      await database.drop()
    },
  }
})
