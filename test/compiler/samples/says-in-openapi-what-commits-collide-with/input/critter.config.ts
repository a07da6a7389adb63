import { defineConfig, type ChainPolicy } from '@critter/cli'
import type { Journal } from './members.endpoints.js'

const journal: ChainPolicy = (chains, { method }) => {
  const note = method<typeof Journal>('./members.endpoints.ts#Journal', 'note')
  for (const chain of chains) {
    if (chain.handler.endsWith('#NotedClubs')) chain.insert('decide', note())
  }
}

export default defineConfig({ policies: [journal] })
