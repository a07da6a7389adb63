import { defineConfig, type ChainPolicy } from '@critter/cli'
import type { Hub } from './app.js'

const broadcast: ChainPolicy = (chains, { type, method }) => {
  const send = method<typeof Hub>('./app.ts#Hub', 'send')
  for (const chain of chains) {
    for (const value of chain.returnValuesOf(type('./app.ts#CountUpdated'))) {
      value.useReturnAction(send(value))
    }
  }
}

const record: ChainPolicy = (chains, { type, method }) => {
  const send = method<typeof Hub>('./app.ts#Hub', 'send')
  for (const value of chains.flatMap((each) => each.returnValuesOf(type('./app.ts#CountUpdated')))) {
    value.useReturnAction(send(value))
  }
}

export default defineConfig({ policies: [broadcast, record] })
