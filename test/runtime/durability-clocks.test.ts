// Nodes whose clocks are an hour apart, on one database.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { createNode, envelope, type TestNode } from './support/message-store.js'

let database: ThrowAwayDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

const hourMs = 3_600_000
let ahead: TestNode
let other: TestNode
beforeEach(async () => {
  ahead = await start(new Date(Date.now() + hourMs))
  other = await start(new Date())
})
afterEach(async () => {
  await ahead.clear()
  await other.clear()
})

async function start(now: Date): Promise<TestNode> {
  const node = createNode(database.url)
  node.clock.set(now)
  await node.store.start(node.taken)
  return node
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const ids = (envelopes: readonly { readonly id: string }[]) => envelopes.map(({ id }) => id)

test('no node takes what another works on, however long they run', async () => {
  const [theirs, mine] = [envelope(), envelope()]
  await ahead.store.commit(ahead.store.storeCommands([{ kept: 'inbox', envelope: theirs }]))
  await other.store.commit(other.store.storeCommands([{ kept: 'inbox', envelope: mine }]))

  // Three times as long as a node may be silent.
  await pause(3000)

  expect([ahead.taken.envelopes, other.taken.envelopes]).toEqual([[], []])
  expect([ahead.warnings, other.warnings]).toEqual([[], []])
  await ahead.store.commit(ahead.store.handledCommands(theirs, 'local'))
  await other.store.commit(other.store.handledCommands(mine, 'local'))
})

test('a scheduled message fires once: on the node whose clock comes there first', async () => {
  const sent = envelope({ scheduledFor: new Date(other.clock.now().getTime() + hourMs / 2) })

  await other.store.commit(other.store.storeCommands([{ kept: 'inbox', envelope: sent }]))
  await expect.poll(() => ids(ahead.taken.envelopes)).toEqual([sent.id])
  other.clock.set(new Date(other.clock.now().getTime() + hourMs))
  await other.store.look()

  expect(other.taken.envelopes).toEqual([])
  await ahead.store.commit(ahead.store.handledCommands(sent, 'local'))
  await pause(300)
  expect([ahead.taken.envelopes.length, other.taken.envelopes.length]).toEqual([1, 0])
})

test('a message that is known to be handled is known as long as it should be, whoever is ahead', async () => {
  const sent = envelope()
  await other.store.storeIncoming([sent])
  await other.store.markHandled(sent, 'received')

  await pause(1500)

  expect(await other.store.storeIncoming([sent])).toEqual([])
  expect(await ahead.store.storeIncoming([sent])).toEqual([])
})

test('what a node leaves whose clock is ahead is taken by others at once', async () => {
  const waiting = Array.from({ length: 5 }, () => envelope())
  ahead.taken.incomingRoom = []
  const stored = waiting.map((each) => ({ kept: 'inbox', envelope: each }) as const)
  await ahead.store.commit(ahead.store.storeCommands(stored))

  await ahead.store.stop()

  await expect.poll(() => ids(other.taken.envelopes)).toEqual(ids(waiting))
})

test('what a node leaves that is killed, and whose clock is ahead, is taken when it was silent for long enough', async () => {
  const sent = envelope()
  await ahead.store.commit(ahead.store.storeCommands([{ kept: 'inbox', envelope: sent }]))

  await ahead.kill()

  await expect.poll(() => ids(other.taken.envelopes), { timeout: 10_000 }).toEqual([sent.id])
  ahead = await start(new Date())
})

test('a message of a Postgres queue is there for those who listen as soon as it is sent, by whatever clock', async () => {
  const message = { id: envelope().id, body: '{}', headers: {} }
  const leaving = { kept: 'queue', address: 'mail', message, envelope: envelope() } as const

  await ahead.store.commit(ahead.store.storeCommands([leaving]))

  const { rows } = await other.pool.query(
    'select due_at <= now() as is_due from critter.queue_messages',
  )
  expect(rows).toEqual([{ is_due: true }])
})
