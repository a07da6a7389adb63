// pg-boss by its own fetch and complete, four loops with 500 at a time: the fastest that we found.
import PgBoss from 'pg-boss'
import pg from 'pg'

const connectionString = process.env.DATABASE_URL
const loops = 4
const batchSize = 500
const parallel = 24

async function open() {
  const boss = new PgBoss({ connectionString, max: 10, supervise: false, schedule: false })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  return boss
}

const steps = {
  async prepare() {
    const boss = await open()
    for (const kind of ['no-op', 'write-row']) await boss.createQueue(kind)
    await boss.stop({ graceful: false })
    const pool = new pg.Pool({ connectionString })
    await pool.query('create table if not exists written (id text primary key, n int not null)')
    await pool.end()
  },

  async fill({ kind, count }) {
    const pool = new pg.Pool({ connectionString })
    await pool.query('delete from pgboss.job; truncate written')
    await pool.end()
    const boss = await open()
    for (let n = 0; n < count; n += 10_000) {
      const some = Array.from({ length: Math.min(10_000, count - n) }, (_, each) => ({
        name: kind,
        data: { id: String(n + each), n: n + each },
      }))
      await boss.insert(some)
    }
    await boss.stop({ graceful: false })
  },

  async drain({ kind, count }) {
    const boss = await open()
    const pool = new pg.Pool({ connectionString, max: parallel })
    let firstAt
    let handled = 0
    let endedAt
    const handle = async ({ data }) => {
      firstAt ??= performance.now()
      if (++handled === count) endedAt = performance.now()
      if (kind === 'write-row') {
        await pool.query('insert into written (id, n) values ($1, $2)', [data.id, data.n])
      }
    }
    const loop = async () => {
      for (;;) {
        const jobs = await boss.fetch(kind, { batchSize })
        if (jobs.length === 0) return
        // As many side by side as the others have, over all loops.
        const left = [...jobs]
        const lane = async () => {
          for (let job = left.pop(); job !== undefined; job = left.pop()) await handle(job)
        }
        await Promise.all(Array.from({ length: parallel / loops }, lane))
        await boss.complete(
          kind,
          jobs.map(({ id }) => id),
        )
      }
    }
    await Promise.all(Array.from({ length: loops }, loop))
    await boss.stop({ graceful: false })
    await pool.end()
    return { ms: endedAt - firstAt }
  },
}

const { step, ...options } = JSON.parse(process.env.STEP)
process.send((await steps[step](options)) ?? {})
process.disconnect()
