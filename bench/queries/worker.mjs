// One contestant in a process of its own: answers, or runs a case for a while with as many queries at a time as there are
// connections, and says what they cost.
import { cases } from './orders.mjs'

const openers = {
  critter: async () => (await import('./critter/dist/contestant.js')).open,
  'by-hand': async () => (await import('./by-hand.mjs')).open,
  kysely: async () => (await import('./kysely.mjs')).open,
  'kysely-compiled': async () => (await import('./kysely.mjs')).openCompiled,
  drizzle: async () => (await import('./drizzle.mjs')).open,
  'drizzle-prepared': async () => (await import('./drizzle.mjs')).openPrepared,
}
export const names = Object.keys(openers)

const atATime = 10

if (process.send !== undefined) {
  const open = await openers[process.argv[2]]()
  const contestant = await open(process.env.DATABASE_URL)
  process.on('message', async ({ name, asked, durationMs }) => {
    if (name === undefined) {
      await contestant.close()
      process.disconnect()
    } else if (asked !== undefined) process.send(await contestant[name](asked))
    else process.send(await run(contestant[name], cases[name], durationMs))
  })
  process.send('ready')
}

async function run(ask, asks, durationMs) {
  const cpuBefore = process.cpuUsage()
  const began = performance.now()
  const until = began + durationMs
  let asked = 0
  const askOneByOne = async () => {
    while (performance.now() < until) await ask(asks[asked++ % asks.length])
  }
  await Promise.all(Array.from({ length: atATime }, askOneByOne))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { perSecond: asked / seconds, cpuUs: (user + system) / asked }
}
