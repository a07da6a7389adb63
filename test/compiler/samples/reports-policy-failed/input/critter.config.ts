import { defineConfig, type ChainPolicy } from '@critter/cli'

const firstOnly: ChainPolicy = (chains) => {
  const [first] = chains.filter((each) => each.name === 'GET /pong')
  first!.produces(418)
}

export default defineConfig({ policies: [firstOnly] })
