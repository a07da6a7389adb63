import type { ChainPolicy } from '@critter/cli'
import type { Timing } from './app.js'

export const timingPolicy: ChainPolicy = (chains, { type, method }) => {
  for (const chain of chains) {
    chain.use(type('./app.ts#Timming'))
    chain.use(type('./ap.ts#Timing'))
    chain.insert('after', method<typeof Timing>('./app.ts#Timing', 'after' as 'before')())
  }
}
