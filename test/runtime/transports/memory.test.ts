import { memoryBroker } from '@critter/runtime/testing'
import { compliance } from './compliance.js'

compliance('memory', 'memory:', () => {
  const broker = memoryBroker()
  const away = memoryBroker()
  away.goAway()
  return Promise.resolve({
    transport: broker,
    unreachable: { transport: away, at: 'memory' },
    cut: async () => {
      broker.goAway()
      broker.comeBack()
    },
    goAway: async () => broker.goAway(),
    comeBack: async () => broker.comeBack(),
    remove: async () => {},
    close: async () => {},
  })
})
