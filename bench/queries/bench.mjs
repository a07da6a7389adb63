// Four queries over 100,000 documents: a few of them by an indexed member and a period, hundreds of them, the first one, and
// how many there are. Each contestant runs in a process of its own, ten queries at a time on ten connections, and turns what
// it reads into orders whose dates are dates. Those of Critter are instances of their class besides, and their revisions are
// remembered by the session.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { deepStrictEqual, notDeepStrictEqual } from 'node:assert/strict'
import { versionOfPostgres, withDatabase } from '../databases.mjs'
import { interleave, log, ratioOf, summary, versions } from '../harness.mjs'
import { buildCritter } from '../servers.mjs'
import { cases, fill } from './orders.mjs'
import { names } from './worker.mjs'

const rounds = 20
const roundMs = 300
const warmUpMs = 1000
const here = import.meta.dirname
const caseNames = Object.keys(cases)

export default function run() {
  buildCritter(`${here}/critter`)
  return withDatabase(fill, async (database) => {
    const workers = {}
    try {
      for (const name of names) workers[name] = await startWorker(name, database)
      await requireSameAnswers(workers)
      return { ...(await measureAll(workers)), versions: await versionsWith(database) }
    } finally {
      for (const worker of Object.values(workers)) await worker.stop()
    }
  })
}

async function measureAll(workers) {
  const all = caseNames.flatMap((each) => names.map((name) => `${name}/${each}`))
  log(`${all.length} cases, ${rounds} rounds of ${roundMs} ms`)
  const measure = (text, durationMs) => {
    const [name, each] = text.split('/')
    return workers[name].ask({ name: each, durationMs })
  }
  for (const each of all) await measure(each, warmUpMs)
  const measured = await interleave(rounds, all, (each) => measure(each, roundMs))

  const perSecond = (name, each) => measured[`${name}/${each}`].map((found) => found.perSecond)
  const cpu = (name, each) => measured[`${name}/${each}`].map((found) => found.cpuUs)
  const ratios = (ratio) =>
    Object.fromEntries(
      names
        .slice(1)
        .flatMap((peer) => caseNames.map((each) => [`${peer}/${each}`, ratio(peer, each)])),
    )
  const summaries = (values) =>
    Object.fromEntries(
      caseNames.flatMap((each) =>
        names.map((name) => [`${name}/${each}`, summary(values(name, each))]),
      ),
    )
  return {
    ratios: ratios((peer, each) => ratioOf(perSecond('critter', each), perSecond(peer, each))),
    'processor time of the client per query, theirs/ours': ratios((peer, each) =>
      ratioOf(cpu(peer, each), cpu('critter', each)),
    ),
    'queries per second': summaries(perSecond),
    'processor time of the client per query, µs': summaries(cpu),
  }
}

async function requireSameAnswers(workers) {
  for (const each of caseNames) {
    for (const asked of cases[each].slice(0, 20)) {
      const expected = await workers['by-hand'].ask({ name: each, asked })
      for (const name of names) {
        const found = await workers[name].ask({ name: each, asked })
        deepStrictEqual(found, expected, `${name} answers ${each} otherwise`)
      }
      for (const nothing of [[], null, 0]) notDeepStrictEqual(expected, nothing)
    }
  }
}

/** Messages are cloned, not written as JSON: dates stay dates, and only the class is lost. */
async function startWorker(name, database) {
  const child = fork(`${here}/worker.mjs`, [name], {
    serialization: 'advanced',
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: database },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return {
    async ask(message) {
      child.send(message)
      const [answer] = await once(child, 'message')
      return answer
    },
    async stop() {
      if (child.exitCode !== null) return
      child.send({})
      await once(child, 'exit')
    },
  }
}

async function versionsWith(database) {
  return {
    ...versions('pg', 'kysely', 'drizzle-orm'),
    postgres: await versionOfPostgres(database),
  }
}
