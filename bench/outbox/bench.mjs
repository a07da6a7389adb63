// What it costs an endpoint that writes a document to send two durable messages with it: nobody receives them meanwhile, so
// that nothing but the sending is measured. Round trips to Postgres are counted on the wire.
import { prepareWith, query, versionOfPostgres, withDatabase } from '../databases.mjs'
import { interleave, log, median, ratioOf, summary, versions } from '../harness.mjs'
import { encodePost, load } from '../load.mjs'
import { distantDatabase } from '../load-fusion/distant-database.mjs'
import { buildCritter, freePort, listening, startServer } from '../servers.mjs'

const rounds = Number(process.env.ROUNDS ?? 15)
const roundMs = 500
const warmUpMs = 1000
const paths = ['alone', 'with-messages']
const clients = { alone: 1, 'among-16': 16 }
const body = { item: 'tea', quantity: 2 }
const built = `${import.meta.dirname}/critter/dist`

export default function run() {
  buildCritter(`${import.meta.dirname}/critter`)
  return withDatabase(
    (url) => prepareWith(`${built}/prepare-database.js`, url),
    async (database) => {
      const counting = await distantDatabase(database, 0)
      try {
        const roundTrips = await withServer(counting.url, (port) => countRoundTrips(port, counting))
        const measured = await withServer(database, measureAll)
        return {
          ...measured,
          'round trips of a request': roundTrips,
          versions: { ...versions('fastify', 'pg'), postgres: await versionOfPostgres(database) },
        }
      } finally {
        await counting.stop()
      }
    },
  )

  async function withServer(database, work) {
    const port = await freePort()
    const server = startServer(`${built}/main.js`, { port, database })
    try {
      await listening(port)
      return await work(port, database)
    } finally {
      await server.stop()
    }
  }
}

async function measureAll(port, database) {
  const cases = Object.keys(clients).flatMap((crowd) => paths.map((path) => `${path}/${crowd}`))
  log(`${cases.length} cases, ${rounds} rounds of ${roundMs} ms`)
  const measure = async (key, durationMs) => {
    const [path, crowd] = key.split('/')
    const requests = [encodePost(`/${path}`, body, port)]
    const began = performance.now()
    const latencies = await load({ port, connections: clients[crowd], durationMs, requests })
    await query(database, 'truncate critter.queue_messages, critter.doc_order')
    return {
      perSecond: (latencies.length / (performance.now() - began)) * 1000,
      latencyMs: median(latencies),
    }
  }
  for (const key of cases) await measure(key, warmUpMs)
  const measured = await interleave(rounds, cases, (key) => measure(key, roundMs))
  const perSecond = (key) => measured[key].map((each) => each.perSecond)
  const table = (value) =>
    Object.fromEntries(cases.map((key) => [key, summary(measured[key].map(value))]))
  return {
    ratios: Object.fromEntries(
      Object.keys(clients).map((crowd) => [
        `with messages to without, ${crowd}`,
        ratioOf(perSecond(`with-messages/${crowd}`), perSecond(`alone/${crowd}`)),
      ]),
    ),
    'requests a second': table((each) => each.perSecond),
    'latency, ms': table((each) => each.latencyMs),
  }
}

/** The fewest of some tries: a node looks at its inbox from time to time as well. */
async function countRoundTrips(port, counting) {
  const post = async (path) => {
    const headers = { 'content-type': 'application/json' }
    const options = { method: 'POST', headers, body: JSON.stringify(body) }
    const { status } = await fetch(`http://127.0.0.1:${port}/${path}`, options)
    if (status !== 201) throw new Error(`POST /${path} answered ${status}`)
  }
  const counted = {}
  for (const path of paths) {
    for (let n = 0; n < 50; n++) await post(path)
    const tries = []
    for (let n = 0; n < 20; n++) {
      await counting.takeRoundTrips()
      for (let each = 0; each < 10; each++) await post(path)
      tries.push((await counting.takeRoundTrips()) / 10)
    }
    counted[path] = Math.min(...tries)
  }
  return counted
}
