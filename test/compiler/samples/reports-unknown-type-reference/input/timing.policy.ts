import type { ChainPolicy } from '@critter/cli'
import type { Hub, Timing } from './app.js'

export const timingPolicy: ChainPolicy = (chains, { type, method }) => {
  for (const chain of chains) {
    chain.use(type('./app.ts#Timming'))
    chain.use(type('./ap.ts#Timing'))
    chain.insert('after', method<typeof Timing>('./app.ts#Timing', 'after' as 'before')())
    chain.insert('after', method<Hub>('./app.ts#Hub', 'post')())
    chain.use(type('node:events#EventEmitter'))
    chain.use(type('@acme/timing#Timing'))
  }
}
