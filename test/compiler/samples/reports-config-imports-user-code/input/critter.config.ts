import { defineConfig, type ChainPolicy, type SymbolRef } from '@critter/cli'
import { Timing } from './timing.js'

const timing: ChainPolicy = (chains, { type }) => {
  const ref: SymbolRef = `./timing.ts#${Timing.name}`
  for (const chain of chains) chain.use(type(ref))
}

export default defineConfig({ policies: [timing] })
