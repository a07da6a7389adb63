// GET /with-N: an answer of a few bytes with N middleware around it, N of 0, 1, 5 and 10. Each does one thing before the decision
// and one after it. What counts is the processor time of the server per request with N, against the same server with none.
import { deepStrictEqual } from 'node:assert/strict'
import { findDatabase } from '../databases.mjs'
import { interleave, log, ratioOf, summary, versions } from '../harness.mjs'
import { encodeGet, load } from '../load.mjs'
import { freePort, listening } from '../servers.mjs'
import { build, names, start } from './contestants.mjs'
import { sizes } from './counts.mjs'

const rounds = 30
const roundMs = 250
const warmUpMs = 1500
const connections = 16

export default async function run() {
  build()
  const { connectionString: database, release } = await findDatabase(undefined)
  const servers = {}
  try {
    for (const name of names) {
      const port = await freePort()
      servers[name] = start(name, { port, database })
      await listening(port)
    }
    for (const server of Object.values(servers)) await requireThatAllRun(server)
    return await measureAll(servers)
  } finally {
    for (const server of Object.values(servers)) await server.stop()
    await release()
  }
}

async function measureAll(servers) {
  const cases = names.flatMap((name) => sizes.map((size) => `${name} ${size}`))
  log(`${cases.length} cases, ${rounds} rounds of ${roundMs} ms, ${connections} connections`)
  const measureCase = (text, durationMs) => {
    const [name, size] = text.split(' ')
    return measure(servers[name], size, durationMs)
  }
  for (const each of cases) await measureCase(each, warmUpMs)
  const measured = await interleave(rounds, cases, (each) => measureCase(each, roundMs))

  const cpu = (name, size) => measured[`${name} ${size}`].map((each) => each.cpuUs)
  const cost = (name) =>
    sizes.slice(1).map((size) => [`with ${size}`, ratioOf(cpu(name, size), cpu(name, 0))])
  const slowdown = (name) => ratioOf(cpu(name, 10), cpu(name, 0))
  const peers = names.filter((name) => name !== 'critter')
  return {
    ratios: {
      'critter: speed with 10 / with none': 1 / slowdown('critter'),
      ...Object.fromEntries(
        peers.map((name) => [`slowdown of ${name} / ours`, slowdown(name) / slowdown('critter')]),
      ),
    },
    'processor time per request, with N middleware against none': Object.fromEntries(
      names.map((name) => [name, Object.fromEntries(cost(name))]),
    ),
    'processor time per request, µs': Object.fromEntries(
      cases.map((each) => [each, summary(measured[each].map(({ cpuUs }) => cpuUs))]),
    ),
    versions: versions('fastify', 'hono', '@hono/node-server', '@nestjs/core', 'rxjs'),
  }
}

async function measure({ port, cpuUsage }, size, durationMs) {
  const requests = [encodeGet(`/with-${size}`, port)]
  const cpuBefore = await cpuUsage()
  const latencies = await load({ port, connections, durationMs, requests, status: 200 })
  const cpuMs = (await cpuUsage()) - cpuBefore
  return { cpuUs: (cpuMs * 1000) / latencies.length }
}

/** Every contestant answers alike, and every one of its middleware has run. */
async function requireThatAllRun({ port }) {
  const get = async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).json()
  for (const size of sizes) {
    deepStrictEqual(await get(`/with-${size}`), { middleware: size })
    deepStrictEqual(await get('/counts'), { began: size, ended: size })
  }
}
