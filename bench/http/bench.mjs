// POST /api/reservations: one query over documents by type and period, one stream started, one commit.
import { versionOfPostgres } from '../databases.mjs'
import { interleave, log, ratioOf, summary, versions } from '../harness.mjs'
import { encodePost, load } from '../load.mjs'
import { freePort, listening } from '../servers.mjs'
import { build, contestants, start } from './contestants.mjs'
import { withDatabases } from './databases.mjs'
import { reservations } from './requests.mjs'
import { requireSameBehaviour } from './same-behaviour.mjs'

const rounds = 30
const roundMs = 500
const warmUpMs = 2500
const connections = 32
const names = Object.keys(contestants)

export default async function run() {
  build()
  return withDatabases(names, async (databases) => {
    const servers = {}
    try {
      for (const name of names) {
        const port = await freePort()
        servers[name] = start(name, { port, database: databases[name] })
        await listening(port)
      }
      await requireSameBehaviour(servers, databases)
      return await measureAll(servers, databases)
    } finally {
      for (const server of Object.values(servers)) await server.stop()
    }
  })
}

async function measureAll(servers, databases) {
  log(
    `${names.length} servers, ${rounds} rounds of ${roundMs / 1000} s, ${connections} connections`,
  )
  for (const name of names) await measure(servers[name], warmUpMs)
  const measured = await interleave(rounds, names, (name) => measure(servers[name], roundMs))

  const perSecond = (name) => measured[name].map((each) => each.perSecond)
  const cpu = (name) => measured[name].map((each) => each.cpuUs)
  const peers = names.filter((name) => name !== 'critter')
  return {
    ratios: Object.fromEntries(
      peers.map((name) => [name, ratioOf(perSecond('critter'), perSecond(name))]),
    ),
    'processor time of the server per request, theirs/ours': Object.fromEntries(
      peers.map((name) => [name, ratioOf(cpu(name), cpu('critter'))]),
    ),
    'requests per second': summaries(perSecond),
    'processor time of the server per request, µs': summaries(cpu),
    'latency, ms': Object.fromEntries(
      names.map((name) => [name, latency(measured[name].flatMap((each) => each.latencies))]),
    ),
    versions: {
      ...versions('fastify', 'pg', '@nestjs/core', '@nestjs/platform-fastify', 'class-validator'),
      postgres: await versionOfPostgres(databases.critter),
    },
  }
}

function summaries(values) {
  return Object.fromEntries(names.map((name) => [name, summary(values(name))]))
}

async function measure({ port, cpuUsage }, durationMs) {
  const requests = reservations.map((each) => encodePost('/api/reservations', each, port))
  const cpuBefore = await cpuUsage()
  const began = performance.now()
  const latencies = await load({ port, connections, durationMs, requests })
  const seconds = (performance.now() - began) / 1000
  const cpuMs = (await cpuUsage()) - cpuBefore
  return {
    perSecond: latencies.length / seconds,
    cpuUs: (cpuMs * 1000) / latencies.length,
    latencies,
  }
}

function latency(values) {
  const sorted = values.sort((a, b) => a - b)
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)]
  return { p50: at(0.5), p99: at(0.99) }
}
