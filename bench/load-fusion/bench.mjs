// A page of four reads: one flush with Critter, where they are returned as values or are loads that do not need each other;
// four awaited in a row; and by hand. Once with Postgres beside it, and once 1 ms away. Round trips are counted on the wire.
import { deepStrictEqual } from 'node:assert/strict'
import { versionOfPostgres, withDatabase } from '../databases.mjs'
import { interleave, log, median, ratioOf, summary, versions } from '../harness.mjs'
import { encodeGet, load } from '../load.mjs'
import { buildCritter, freePort, listening, startServer } from '../servers.mjs'
import { distantDatabase } from './distant-database.mjs'
import { customers, fill, mains, spellings } from './pages.mjs'

const rounds = 15
const roundMs = 300
const warmUpMs = 1000
const delayMs = 1
const away = `${delayMs}-ms`
const names = Object.keys(spellings)
const [ours, ...peers] = names
const clients = { alone: 1, 'among-16': 16 }

export default function run() {
  buildCritter(`${import.meta.dirname}/critter`)
  return withDatabase(fill, async (database) => {
    const distant = await distantDatabase(database, delayMs)
    const servers = {}
    try {
      for (const [place, url] of [
        ['loopback', database],
        [away, distant.url],
      ]) {
        servers[place] = await startAll(url)
        await requireSameAnswers(servers[place])
      }
      const roundTrips = await countRoundTrips(servers[away], distant)
      return {
        ...(await measureAll(servers)),
        'round trips of a request': roundTrips,
        versions: { ...versions('fastify', 'pg'), postgres: await versionOfPostgres(database) },
      }
    } finally {
      for (const started of Object.values(servers).flatMap((each) => Object.values(each))) {
        await started.stop()
      }
      await distant.stop()
    }
  })
}

async function startAll(database) {
  const started = {}
  for (const main of mains) {
    const port = await freePort()
    started[main] = startServer(main, { port, database })
    await listening(port)
  }
  return started
}

async function measureAll(servers) {
  const cases = Object.keys(servers).flatMap((place) =>
    Object.keys(clients).flatMap((crowd) =>
      names.map((name) => ({ key: `${name}/${place}-${crowd}`, name, place, crowd })),
    ),
  )
  const byKey = new Map(cases.map((each) => [each.key, each]))
  log(`${cases.length} cases, ${rounds} rounds of ${roundMs} ms`)
  const measureCase = (key, durationMs) => {
    const { name, place, crowd } = byKey.get(key)
    return measure(servers[place][spellings[name].main], name, clients[crowd], durationMs)
  }
  for (const key of byKey.keys()) await measureCase(key, warmUpMs)
  const measured = await interleave(rounds, [...byKey.keys()], (key) => measureCase(key, roundMs))

  const table = (value) =>
    Object.fromEntries(cases.map(({ key }) => [key, summary(measured[key].map(value))]))
  const ratios = cases
    .filter(({ name }) => peers.includes(name))
    .map(({ key, place, crowd }) => {
      const perSecond = (each) => measured[each].map((found) => found.perSecond)
      return [key, ratioOf(perSecond(`${ours}/${place}-${crowd}`), perSecond(key))]
    })
  return {
    ratios: Object.fromEntries(ratios),
    'requests per second': table((each) => each.perSecond),
    'latency, ms': table((each) => each.latencyMs),
    'processor time of the server per request, µs': table((each) => each.cpuUs),
  }
}

async function measure({ port, cpuUsage }, name, connections, durationMs) {
  const requests = customers.map((id) => encodeGet(pathOf(name, id), port))
  const cpuBefore = await cpuUsage()
  const began = performance.now()
  const latencies = await load({ port, connections, durationMs, requests, status: 200 })
  const seconds = (performance.now() - began) / 1000
  const cpuMs = (await cpuUsage()) - cpuBefore
  return {
    perSecond: latencies.length / seconds,
    latencyMs: median(latencies),
    cpuUs: (cpuMs * 1000) / latencies.length,
  }
}

async function requireSameAnswers(servers) {
  for (const id of [...customers.slice(0, 20), 'nobody']) {
    const expected = await answerOf(servers, ours, id)
    for (const name of peers) {
      deepStrictEqual(await answerOf(servers, name, id), expected, `${name} answers otherwise`)
    }
  }
}

async function answerOf(servers, name, id) {
  const { port } = servers[spellings[name].main]
  const response = await fetch(`http://127.0.0.1:${port}${pathOf(name, id)}`)
  // Everybody words in his own way that there is no such customer.
  return { status: response.status, page: response.ok ? await response.json() : undefined }
}

/** Of requests whose connections and statements are there already. */
async function countRoundTrips(servers, distant) {
  const counted = {}
  for (const name of names) {
    for (const id of customers) await answerOf(servers, name, id)
    await distant.takeRoundTrips()
    for (const id of customers.slice(0, 100)) await answerOf(servers, name, id)
    counted[name] = (await distant.takeRoundTrips()) / 100
  }
  deepStrictEqual(counted[ours], 1)
  deepStrictEqual(counted['independent-loads'], 1)
  return counted
}

function pathOf(name, id) {
  return `/${spellings[name].path}/${id}`
}
