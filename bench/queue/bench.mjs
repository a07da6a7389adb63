// Messages that wait in Postgres, received, handled and done: one that does nothing, and one that writes a row. Then ours with
// more and more waiting behind, and the time from sending a durable message to its handler.
import { versionOfPostgres, withCopies, withDatabase } from '../databases.mjs'
import { interleave, log, median, ratioOf, summary, versions } from '../harness.mjs'
import { buildCritter } from '../servers.mjs'
import { peer } from './ask.mjs'
import { critter } from './critter.mjs'

const rounds = Number(process.env.ROUNDS ?? 5)
const counts = { 'no-op': 30_000, 'write-row': 10_000 }
const backlogs = { '1k': 1_000, '100k': 100_000, '1M': 1_000_000 }
const latencyCount = 1000

const contestants = {
  critter,
  'graphile-worker': peer(`${import.meta.dirname}/graphile.mjs`),
  'pg-boss': peer(`${import.meta.dirname}/pg-boss.mjs`),
}

export default function run() {
  buildCritter(`${import.meta.dirname}/critter`)
  return withDatabase(
    async () => {},
    (template) =>
      withCopies(template, Object.keys(contestants), async (urls) => {
        for (const [name, { prepare }] of Object.entries(contestants)) await prepare(urls[name])
        return {
          ...(await measureDrains(urls)),
          ...(await measureBacklogs(urls.critter)),
          ...(await measureLatencies(urls)),
          versions: {
            ...versions('graphile-worker', 'pg-boss', 'pg'),
            postgres: await versionOfPostgres(template),
          },
        }
      }),
  )
}

async function measureDrains(urls) {
  const cases = Object.keys(counts).flatMap((kind) =>
    Object.keys(contestants).map((name) => ({ key: `${name}/${kind}`, name, kind })),
  )
  const byKey = new Map(cases.map((each) => [each.key, each]))
  const measured = await interleave(rounds, [...byKey.keys()], async (key) => {
    const { name, kind } = byKey.get(key)
    const options = { kind, count: counts[kind] }
    await contestants[name].fill(urls[name], options)
    const { ms } = await contestants[name].drain(urls[name], options)
    log(`${key} ${Math.round((counts[kind] / ms) * 1000)} messages a second`)
    return (counts[kind] / ms) * 1000
  })
  const ratios = cases
    .filter(({ name }) => name !== 'critter')
    .map(({ key, kind }) => [key, ratioOf(measured[`critter/${kind}`], measured[key])])
  return {
    ratios: Object.fromEntries(ratios),
    'messages a second': Object.fromEntries(cases.map(({ key }) => [key, summary(measured[key])])),
  }
}

/** So many are handled while the backlog stays behind them. */
async function measureBacklogs(url) {
  const sample = 20_000
  const found = {}
  for (const [name, backlog] of Object.entries(backlogs)) {
    await critter.fill(url, { kind: 'no-op', count: backlog })
    const perSecond = []
    for (let round = 0; round < rounds; round++) {
      await critter.leave(url, { kind: 'no-op', count: sample })
      const { ms } = await critter.drain(url, { count: sample })
      perSecond.push((sample / ms) * 1000)
    }
    log(`${name} waiting: ${Math.round(median(perSecond))} messages a second`)
    found[`${name} waiting`] = summary(perSecond)
  }
  return { 'messages a second, with more behind': found }
}

async function measureLatencies(urls) {
  const found = {}
  for (const name of ['critter', 'graphile-worker']) {
    await contestants[name].fill(urls[name], { kind: 'no-op', count: 0 })
    const { latencies } = await contestants[name].latency(urls[name], { count: latencyCount })
    const sorted = latencies.sort((a, b) => a - b)
    const at = (part) => sorted[Math.floor(sorted.length * part)]
    found[name] = { p50: at(0.5), p99: at(0.99) }
  }
  return { 'milliseconds from sending to the handler': found }
}
