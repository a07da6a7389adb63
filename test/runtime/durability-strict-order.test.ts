// Processes that are killed while they handle a strict queue. Runs on what `npm run build` has built.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Duties } from '../../packages/runtime/src/durability/duties.js'
import { Node } from '../../packages/runtime/src/durability/node.js'
import { Notices } from '../../packages/runtime/src/durability/notices.js'
import { connect } from '../../packages/runtime/src/postgres/connect.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'

let database: ThrowAwayDatabase
let pool: ReturnType<typeof connect>
beforeAll(async () => {
  database = await createDatabase()
  pool = connect({ connectionString: database.url, max: 2 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const children = new Set<ChildProcess>()
afterEach(() => {
  children.forEach((child) => child.kill('SIGKILL'))
})

/** Sends the messages of these numbers. Resolves when it handles its first message. */
async function startChild(from = 0, to = 0): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('support/strict-application.mjs', import.meta.url))
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATABASE_URL: database.url, FROM: String(from), TO: String(to) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
  children.delete(child)
  await takeOver(child)
}

/** What any node does when it finds that another has been silent for long enough. */
async function takeOver({ pid }: ChildProcess): Promise<void> {
  await pool.query('delete from critter.nodes where name = $1', [`${hostname()}:${pid}`])
  const logger = { debug() {}, info() {}, warn() {}, error() {} }
  const node = new Node({ pool, logger, heartbeatMs: 1000, onOthers() {} })
  const notices = new Notices(pool, database.url)
  const every = { everyMs: 1000, silentAfterMs: 1000 }
  await new Duties({ pool, logger, node, notices, ...every }).turn()
}

const count = async (table: string) =>
  (await pool.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!
    .count

async function effects(): Promise<readonly number[]> {
  const { rows } = await pool.query<{ id: number }>(
    'select id from critter.doc_done order by position',
  )
  return rows.map(({ id }) => id)
}

test('processes that are killed ten times lose no message of a strict queue, and what they leave is handled in its order', async () => {
  // It is killed while it sends. Fewer than a queue keeps in memory.
  let child = await startChild(0, 900)
  await pool.query('alter table critter.doc_done add column position bigserial')
  await expect.poll(() => count('critter.inbox'), { timeout: 20_000 }).toBeGreaterThan(300)
  await kill(child)
  const sent = (await count('critter.inbox')) + (await count('critter.doc_done'))

  for (let killed = 1; killed < 10; killed++) {
    child = await startChild()
    await pause(Math.random() * 150)
    await kill(child)
  }
  const before = await count('critter.doc_done')
  await startChild()
  await expect.poll(() => count('critter.inbox'), { timeout: 30_000, interval: 200 }).toBe(0)

  expect(await effects()).toEqual(Array.from({ length: sent }, (_, n) => n))
  // They were killed in the midst of it.
  expect(before).toBeGreaterThan(10)
  expect(before).toBeLessThan(sent)
}, 90_000)
