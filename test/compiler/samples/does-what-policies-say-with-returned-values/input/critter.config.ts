import { defineConfig, type ChainPolicy } from '@critter/cli'
import type { Audit, Ledger } from './audit.js'
import { broadcastClientMessages } from './broadcast-client-messages.policy.js'

const audit: ChainPolicy = (chains, { type, method }) => {
  const open = method<typeof Audit>('./audit.ts#Audit', 'open')
  const note = method<typeof Audit>('./audit.ts#Audit', 'note')
  const close = method<Ledger>('./audit.ts#Ledger', 'close')
  for (const chain of chains) {
    if (!chain.takes(type('./count.endpoint.ts#Change'))) continue
    chain.insert('authorize', open())
    chain.insert('after', note())
    chain.insert('afterCommit', close())
    chain.produces(418, type('./count.endpoint.ts#CountReset'))
  }
}

export default defineConfig({ policies: [broadcastClientMessages, audit] })
