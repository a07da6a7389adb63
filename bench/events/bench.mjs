// Streams: one is started, and a command decides on one that grows. Critter through its generated handlers, with an inline
// snapshot; Emmett through its command handler, which folds the stream each time; and the same SQL as Critter's by pgbench,
// which has nothing to decide. Then Critter's commands on streams of several lengths.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { query, versionOfPostgres, withCopies, withDatabase } from '../databases.mjs'
import { interleave, log, ratioOf, summary, versions } from '../harness.mjs'
import { buildCritter } from '../servers.mjs'
import { runPgbench } from './pgbench.mjs'

const rounds = Number(process.env.ROUNDS ?? 5)
const durationMs = 1500
const warmUpMs = 1000
const crowds = { alone: 1, 'among-8': 8, 'among-64': 64 }
const kinds = ['start', 'command']
const lengths = [10, 1_000, 100_000]
const here = import.meta.dirname

export default function run() {
  buildCritter(`${here}/critter`)
  return withDatabase(
    async () => {},
    (template) =>
      withCopies(template, ['critter', 'emmett'], async (urls) => {
        const workers = {
          critter: await startWorker('critter', urls.critter),
          emmett: await startWorker('emmett', urls.emmett),
        }
        try {
          const measured = await measureAll(workers, urls)
          return {
            ...measured,
            ...(await measureLengths(workers.critter, urls.critter)),
            versions: {
              ...versions('@event-driven-io/emmett-postgresql', 'pg'),
              postgres: await versionOfPostgres(template),
            },
          }
        } finally {
          for (const each of Object.values(workers)) await each.stop()
        }
      }),
  )
}

async function measureAll(workers, urls) {
  const names = ['critter', 'emmett', 'pgbench']
  const cases = Object.keys(crowds).flatMap((crowd) =>
    kinds.flatMap((kind) => names.map((name) => `${name}/${kind}/${crowd}`)),
  )
  let turn = 0
  const measure = async (key, ms = durationMs) => {
    const [name, kind, crowd] = key.split('/')
    const options = { kind, parallel: crowds[crowd], durationMs: ms, ids: `bench-${turn++}` }
    const perSecond =
      name === 'pgbench'
        ? await runPgbench(urls.critter, options)
        : await workers[name].ask(options)
    log(`${key} ${Math.round(perSecond)} a second`)
    return perSecond
  }
  for (const key of cases) if (!key.startsWith('pgbench')) await measure(key, warmUpMs)
  const measured = await interleave(rounds, cases, (key) => measure(key))
  const against = (peer) =>
    cases
      .filter((key) => key.startsWith(peer))
      .map((key) => [key, ratioOf(measured[key.replace(peer, 'critter')], measured[key])])
  return {
    ratios: Object.fromEntries([...against('emmett'), ...against('pgbench')]),
    'a second': Object.fromEntries(cases.map((key) => [key, summary(measured[key])])),
  }
}

/** Commands on a stream that was so long before. */
async function measureLengths(worker, url) {
  const found = Object.fromEntries(lengths.map((length) => [length, []]))
  for (const length of lengths) {
    await worker.ask({ kind: 'command', parallel: 1, durationMs: 1, ids: `long-${length}` })
    await query(
      url,
      `with stream as (
         update critter.streams set version = version + ${length} where id = 'long-${length}-0'
         returning tenant, id, type, version)
       insert into critter.events (id, tenant, stream_id, stream_type, version, name, data, recorded_at)
       select gen_random_uuid(), tenant, id, type, version - ${length} + n, 'increased', '{"amount":1}', now()
         from stream, generate_series(1, ${length}) as n`,
    )
    // The first folds what the snapshot has not seen.
    await worker.ask({ kind: 'command', parallel: 1, durationMs: 1, ids: `long-${length}` })
  }
  await query(url, 'vacuum analyze critter.events')
  for (let round = 0; round < rounds; round++) {
    for (const length of lengths) {
      found[length].push(
        await worker.ask({ kind: 'command', parallel: 1, durationMs, ids: `long-${length}` }),
      )
    }
  }
  return {
    'commands a second on streams of': Object.fromEntries(
      lengths.map((length) => [String(length), summary(found[length])]),
    ),
  }
}

async function startWorker(name, database) {
  const child = fork(`${here}/worker.mjs`, [name], {
    env: { ...process.env, NODE_ENV: 'development', DATABASE_URL: database },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return {
    async ask(options) {
      child.send(options)
      const [{ perSecond }] = await once(child, 'message')
      return perSecond
    },
    async stop() {
      if (child.exitCode !== null) return
      child.send({})
      await once(child, 'exit')
    },
  }
}
