import { defineConfig, type ChainPolicy } from '@critter/cli'

const audit: ChainPolicy = (chains, { type }) => {
  for (const chain of chains) chain.use(type('./app.ts#Audit'))
}

export default defineConfig({ policies: [audit] })
