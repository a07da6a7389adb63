import { defineConfig, type ChainPolicy } from '@critter/cli'

const everySecond: ChainPolicy = (chains) => {
  for (const [index, chain] of chains.entries()) if (index % 2 === 1) chain.produces(418)
}

export default defineConfig({ policies: [everySecond] })
