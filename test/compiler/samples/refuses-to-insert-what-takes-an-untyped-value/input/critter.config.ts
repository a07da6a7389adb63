import { defineConfig, type ChainPolicy } from '@critter/cli'
import type { Audit } from './app.js'

const audit: ChainPolicy = (chains, { method }) => {
  const note = method<typeof Audit>('./app.ts#Audit', 'note')
  for (const chain of chains) chain.insert('authorize', note())
}

export default defineConfig({ policies: [audit] })
