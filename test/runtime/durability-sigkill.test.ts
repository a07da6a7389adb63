// Processes that are killed at any point of their work: what they had in memory is gone, what they were committing may be
// written or not. Runs on what `npm run build` has built.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect } from '../../packages/runtime/src/postgres/connect.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { createNode, envelope } from './support/message-store.js'

let database: ThrowAwayDatabase
let pool: ReturnType<typeof connect>
beforeAll(async () => {
  database = await createDatabase()
  pool = connect({ connectionString: database.url, max: 2 })
  await pool.query('create table effects (id uuid not null)')
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const children = new Set<ChildProcess>()
afterEach(() => {
  children.forEach((child) => child.kill('SIGKILL'))
})

/** Resolves when it handles its first message. */
async function startChild(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('support/handling-node.mjs', import.meta.url))
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  await once(child.stdout, 'data')
  return child
}

async function killSoon(child: ChildProcess): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
  child.kill('SIGKILL')
  await once(child, 'exit')
  children.delete(child)
}

const count = async (text: string) =>
  (await pool.query<{ count: number }>(`select count(*)::int as count from ${text}`)).rows[0]!.count

async function leaveMessages(howMany: number): Promise<void> {
  const node = createNode(database.url)
  const body = JSON.stringify({ generation: 0 })
  const waiting = Array.from({ length: howMany }, () => envelope({ body }))
  await node.store.commit(
    node.store.storeCommands(waiting.map((each) => ({ kept: 'inbox', envelope: each }))),
  )
  await node.pool.end()
}

test('processes that are killed fifty times at any point lose no message, and no message has its effects twice', async () => {
  const [kills, sideBySide, perKill] = [51, 3, 100] as const
  await leaveMessages(kills * perKill)

  for (let killed = 0; killed < kills; killed += sideBySide) {
    const started = await Promise.all(Array.from({ length: sideBySide }, startChild))
    await Promise.all(started.map(killSoon))
  }
  const before = await count('effects')
  // Nobody takes over what is left but a last one, which nobody kills.
  const last = await startChild()
  await expect.poll(() => count('critter.inbox'), { timeout: 40_000, interval: 200 }).toBe(0)
  last.kill('SIGKILL')

  // Each message, the one it sends, and the one that sends.
  expect(await count('effects')).toBe(kills * perKill * 3)
  expect(await count('(select from effects group by id having count(*) > 1) as twice')).toBe(0)
  // They were killed in the midst of it.
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(kills * perKill * 3)
}, 120_000)
