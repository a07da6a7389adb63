// graphile-worker as its own performance test runs it: 24 jobs at a time, a local queue of 500, completions in batches.
import { run, runMigrations, makeWorkerUtils, Logger } from 'graphile-worker'
import pg from 'pg'

const connectionString = process.env.DATABASE_URL
const logger = new Logger(() => () => {})
const connection = { connectionString, logger }

const tasks = {
  'no-op': async () => {},
  'write-row': async ({ id, n }, { query }) => {
    await query('insert into written (id, n) values ($1, $2)', [id, n])
  },
}

const steps = {
  async prepare() {
    await runMigrations(connection)
    const pool = new pg.Pool({ connectionString })
    await pool.query('create table if not exists written (id text primary key, n int not null)')
    await pool.end()
  },

  async fill({ kind, count }) {
    const pool = new pg.Pool({ connectionString })
    await pool.query('truncate graphile_worker._private_jobs, written')
    await pool.end()
    const utils = await makeWorkerUtils(connection)
    for (let n = 0; n < count; n += 10_000) {
      const some = Array.from({ length: Math.min(10_000, count - n) }, (_, each) => ({
        identifier: kind,
        payload: { id: String(n + each), n: n + each },
      }))
      await utils.addJobs(some)
    }
    await utils.release()
  },

  async drain({ kind, count }) {
    let firstAt
    let handled = 0
    let finish
    const done = new Promise((resolve) => (finish = resolve))
    const task = async (payload, helpers) => {
      firstAt ??= performance.now()
      handled++
      if (handled === count) finish(performance.now() - firstAt)
      await tasks[kind](payload, helpers)
    }
    const runner = await run({
      ...connection,
      noHandleSignals: true,
      taskList: { [kind]: task },
      preset: {
        worker: {
          concurrentJobs: 24,
          maxPoolSize: 25,
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
          localQueue: { size: 500, refetchDelay: { durationMs: 10 } },
        },
      },
    })
    const ms = await done
    await runner.stop()
    return { ms }
  },

  async latency({ count }) {
    let arrived
    const runner = await run({
      ...connection,
      noHandleSignals: true,
      taskList: { timed: async () => arrived(performance.now()) },
      preset: { worker: { concurrentJobs: 24, maxPoolSize: 25 } },
    })
    const latencies = []
    for (let n = 0; n < count; n++) {
      const arrival = new Promise((resolve) => (arrived = resolve))
      const sentAt = performance.now()
      await runner.addJob('timed', { n })
      latencies.push((await arrival) - sentAt)
    }
    await runner.stop()
    return { latencies }
  },
}

const { step, ...options } = JSON.parse(process.env.STEP)
process.send((await steps[step](options)) ?? {})
process.disconnect()
