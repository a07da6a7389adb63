import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { createNode, envelope, type TestNode } from '../runtime/support/message-store.js'
import { runCli } from './support/run.js'

let database: ThrowAwayDatabase
let node: TestNode
beforeAll(async () => {
  database = await createDatabase()
  node = createNode(database.url)
  node.clock.set(new Date())
  await node.store.start(node.taken)
})
afterAll(async () => {
  await node.stop()
  await database.drop()
})
// A table at a time: the node is at work meanwhile, and statements that lock several can wait for each other.
beforeEach(async () => {
  await node.pool.query('delete from critter.dead_letters')
  await node.pool.query('delete from critter.inbox')
})

// A project that has the runtime: what `npm run build` made of it.
const cwd = fileURLToPath(new URL('../../packages/runtime', import.meta.url))
const ask = (...args: readonly string[]) =>
  runCli(['dead-letters', ...args], { cwd, env: { DATABASE_URL: database.url } })

async function bury(messageName: string): Promise<string> {
  const why = { reason: 'handler-failed', error: new TypeError(`no ${messageName}\nat all`) }
  await node.store.deadLetter(envelope({ messageName }), 'memory', why)
  const { rows } = await node.pool.query<{ id: string }>(
    'select id from critter.dead_letters order by id desc limit 1',
  )
  return rows[0]!.id
}

test('list shows the newest first, a line each', async () => {
  const first = await bury('order-placed')
  const second = await bury('order-shipped')

  const { code, stdout } = await ask('list')

  expect(code).toBe(0)
  expect(stdout.split('\n')).toEqual([
    'dead at                   id                                    message        destination  reason          error',
    `${node.clock.now().toISOString()}  ${second}  order-shipped  orders       handler-failed  TypeError: no order-shipped`,
    `${node.clock.now().toISOString()}  ${first}  order-placed   orders       handler-failed  TypeError: no order-placed`,
    '',
  ])
})

test('list goes on behind the last one it showed', async () => {
  await bury('order-placed')
  const second = await bury('order-shipped')

  const page = await ask('list', '--limit', '1')
  const rest = await ask('list', '--after', second, '--json')

  expect(page.stdout).toContain(`There are more: --after ${second}\n`)
  expect(JSON.parse(rest.stdout)).toMatchObject({ items: [{ message: 'order-placed' }] })
})

test('show prints the message, the error and where it came from', async () => {
  const id = await bury('order-placed')

  const { stdout } = await ask('show', id)

  expect(stdout).toContain(`id           ${id}\n`)
  expect(stdout).toContain('error        TypeError: no order-placed')
  expect(stdout).toContain('\n{"item":"tea"}\n')
  expect(stdout).toContain('dead-letters.test.ts')
})

test('replay puts back those that it is told of', async () => {
  const id = await bury('order-placed')
  await bury('order-shipped')

  expect((await ask('replay', id)).stdout).toBe('1 message back where they came from\n')
  expect((await ask('replay', '--message', 'order-*', '--json')).stdout).toBe(
    '{\n  "replayed": 1\n}\n',
  )
  await expect
    .poll(() => node.taken.envelopes.map((each) => each.messageName).sort())
    .toEqual(['order-placed', 'order-shipped'])
})

test('delete takes ids, a filter or all of them', async () => {
  const id = await bury('order-placed')
  await bury('order-placed')
  await bury('refund-made')

  expect((await ask('delete', id)).stdout).toBe('1 message deleted\n')
  expect((await ask('delete', '--message', 'refund-*', '--until', '7d')).stdout).toBe(
    '0 messages deleted\n',
  )
  expect((await ask('delete', '--all')).stdout).toBe('2 messages deleted\n')
  expect((await ask('list')).stdout).toBe('There are no dead letters.\n')
  expect((await ask('list', '--message', 'order-payed')).stdout).toBe(
    'No dead letter is like that.\n',
  )
})

test.each([
  [['replay'], 'it is not said which dead letters'],
  [['delete', '--all', '--reason', 'expired'], 'it is said in two ways which dead letters'],
  [['show', 'order-placed'], 'Expected the id of a dead letter, a UUID'],
  [['show', '01a20fd6-7305-737c-97b2-86224006a100'], 'there is no dead letter 01a20fd6'],
  [['list', '--since', 'yesterday'], '"yesterday" is no time'],
  [['list', '--limit', '0'], '--limit "0" is no number from 1 to 1000'],
  [['list', '--database', 'postgres://ada:secret@127.0.0.1:1/shop'], '"shop" at 127.0.0.1:1'],
  [['list', '--root', '/'], '@critter/runtime is not installed in /'],
  [['list', 'x'], 'too many arguments'],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await ask(...args)

  expect(code).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('secret')
})

test('without a database nothing can be asked', async () => {
  const { code, stderr } = await runCli(['dead-letters', 'list'], { cwd })

  expect(code).toBe(2)
  expect(stderr).toContain('Set DATABASE_URL, or pass --database')
})
