import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { DuplicateMessageError } from '@critter/runtime'
import type { SentEnvelope } from '../../packages/runtime/src/messaging/envelope.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { envelope, startNode, type TestNode } from './support/message-store.js'

let database: ThrowAwayDatabase
let node: TestNode
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  node = await startNode(database.url)
})
afterEach(() => node.clear())

const count = async (table: string, condition = 'true') => {
  const { rows } = await node.pool.query<{ count: number }>(
    `select count(*)::int as count from critter.${table} where ${condition}`,
  )
  return rows[0]!.count
}
const later = new Date('2026-11-22T11:00:00Z')
const store = (...envelopes: SentEnvelope[]) =>
  node.store.commit(
    node.store.storeCommands(envelopes.map((each) => ({ kept: 'inbox', envelope: each }))),
  )

test('an envelope comes back from its row as it was', async () => {
  const sent = envelope({
    handler: 'PackHandler.handle',
    body: '{"text":"a \\u0000 \\"quoted\\" {x,y} \\\\ 東"}',
    causationId: 'm-0',
    tenant: 'acme',
    group: 'g',
    topic: 'orders.eu',
    sagaId: 's-1',
    replyTo: 'replies',
    deliverBy: new Date('2026-11-22T12:00:00.123Z'),
    scheduledFor: later,
    headers: { 'x-a': 'one, "two" \u0000' },
    attempt: 3,
  })
  await store(sent)

  node.clock.set(later)
  await node.store.look()

  expect(node.taken.envelopes).toEqual([sent])
})

test('a row of this node is not taken by a look', async () => {
  await store(envelope())

  await node.store.look()

  expect(node.taken.envelopes).toEqual([])
})

test('what waits is taken in the order it was due, oldest first, and only for destinations that are known', async () => {
  const envelopes = [1, 2, 3].map((minutes) =>
    envelope({ scheduledFor: new Date(node.clock.now().getTime() + minutes * 60_000) }),
  )
  await store(envelopes[2]!, envelopes[0]!, envelopes[1]!)
  await store(envelope({ destination: 'elsewhere', scheduledFor: later }))

  node.clock.set(later)
  await node.store.look()

  expect(node.taken.envelopes.map(({ id }) => id)).toEqual(envelopes.map(({ id }) => id))
  expect(await count('inbox', 'owner = 0')).toBe(1)
})

test('a scheduled row is taken when it is due, without anybody asking', async () => {
  const sent = envelope({ scheduledFor: later })
  await store(sent)
  await node.store.look()
  expect(node.taken.envelopes).toEqual([])

  node.clock.set(later)

  await expect.poll(() => node.taken.envelopes.map(({ id }) => id)).toEqual([sent.id])
})

test('no more is taken than there is room for, and the rest when there is room again', async () => {
  node.taken.incomingRoom = [{ destination: 'orders', count: 2 }]
  const waiting = Array.from({ length: 5 }, () => envelope())
  await node.store.commit(
    node.store.storeCommands(
      waiting.map((each) => ({ kept: 'inbox', envelope: each, waits: true })),
    ),
  )
  await node.store.look()
  expect(node.taken.envelopes).toHaveLength(2)
  node.taken.incomingRoom = [{ destination: 'orders', count: 10 }]

  node.store.hasRoom('orders')

  await expect.poll(() => node.taken.envelopes).toHaveLength(5)
})

test('a handled message of a local queue leaves no row', async () => {
  const sent = envelope()
  await store(sent)

  await node.store.commit(node.store.handledCommands(sent, 'local'))

  expect(await count('inbox')).toBe(0)
})

test('a message is handled once, however it came', async () => {
  const local = envelope()
  const received = envelope()
  const broker = envelope()
  await store(local)
  await node.store.storeIncoming([received])
  const handle = (sent: SentEnvelope, from: 'local' | 'received' | 'broker') =>
    node.store.commit(node.store.handledCommands(sent, from))
  await handle(local, 'local')
  await handle(received, 'received')
  await handle(broker, 'broker')

  await expect(handle(local, 'local')).rejects.toThrow(DuplicateMessageError)
  await expect(handle(received, 'received')).rejects.toThrow(DuplicateMessageError)
  await expect(handle(broker, 'broker')).rejects.toThrow(DuplicateMessageError)
})

test('nothing of a unit is written whose message was handled before', async () => {
  const sent = envelope()
  await node.store.commit(node.store.handledCommands(sent, 'broker'))
  const next = node.store.storeCommands([{ kept: 'outbox', envelope: envelope() }])

  const unit = node.store.commit([...node.store.handledCommands(sent, 'broker'), ...next])

  await expect(unit).rejects.toMatchObject({ code: 'ERR_DUPLICATE_MESSAGE' })
  expect(await count('outbox')).toBe(0)
})

test('what a broker delivers twice is stored once, also at the same time', async () => {
  const [first, second] = [envelope(), envelope()]

  const stored = await Promise.all([
    node.store.storeIncoming([first, second]),
    node.store.storeIncoming([first]),
  ])
  const again = await node.store.storeIncoming([second, first])

  expect(stored).toEqual([[first, second], []])
  expect(again).toEqual([])
  expect(await count('inbox')).toBe(2)
})

test('what a broker delivers after it was handled is dropped, until the mark is forgotten', async () => {
  const forgetful = await startNode(database.url, { keepHandledMs: 500 })
  const sent = envelope()
  await forgetful.store.storeIncoming([sent])
  await forgetful.store.markHandled(sent, 'received')

  expect(await node.store.storeIncoming([sent])).toEqual([])

  await expect.poll(() => count('inbox'), { timeout: 5000 }).toBe(0)
  expect(await forgetful.store.storeIncoming([sent])).toEqual([sent])
  await forgetful.stop()
})

test('one message for several handlers is one row for each', async () => {
  const id = envelope().id
  const [pack, bill] = ['Pack', 'Bill'].map((handler) => envelope({ id, handler })) as [
    SentEnvelope,
    SentEnvelope,
  ]
  await store(pack, bill)

  await node.store.markHandled(pack, 'local')

  expect(await count('inbox', `handler = 'Bill'`)).toBe(1)
  expect(await count('inbox')).toBe(1)
})

test('a thousand messages that are handled at the same time are said to be so in a few statements', async () => {
  const sent = Array.from({ length: 1000 }, () => envelope())
  await store(...sent)
  await node.pool.query('select pg_stat_clear_snapshot()')
  const commits = async () =>
    Number(
      (await node.pool.query<{ at: string }>(`select pg_current_xact_id()::text as at`)).rows[0]!
        .at,
    )
  const before = await commits()

  await Promise.all(sent.map((each) => node.store.markHandled(each, 'local')))

  expect(await count('inbox')).toBe(0)
  expect((await commits()) - before).toBeLessThan(10)
})

test('a rescheduled message waits until then, with its attempt', async () => {
  const local = envelope()
  const inMemory = envelope()
  await store(local)

  await node.store.rescheduleIncoming({ ...local, attempt: 2 }, 'local', later)
  await node.store.rescheduleIncoming({ ...inMemory, attempt: 3 }, 'memory', later)
  await node.store.look()
  expect(node.taken.envelopes).toEqual([])
  node.clock.set(later)
  await node.store.look()

  expect(node.taken.envelopes.map(({ attempt }) => attempt).sort()).toEqual([2, 3])
})

test('what is to be sent stays until the broker has it', async () => {
  const [now, then] = [
    envelope({ destination: 'billing' }),
    envelope({ destination: 'billing', scheduledFor: later }),
  ]
  await node.store.commit(
    node.store.storeCommands([
      { kept: 'outbox', envelope: now },
      { kept: 'outbox', envelope: then },
    ]),
  )

  await node.store.confirmSent([now])
  expect(await count('outbox')).toBe(1)
  node.clock.set(later)
  await node.store.look()

  expect(node.taken.sending).toEqual([then])
})

test('a message that becomes a dead letter leaves the inbox, with the reason and the error', async () => {
  const sent = envelope()
  await store(sent)

  await node.store.deadLetter(sent, 'local', {
    reason: 'handler-failed',
    error: new TypeError('no \0 tea'),
  })

  expect(await count('inbox')).toBe(0)
  const { rows } = await node.pool.query(
    'select message_id, reason, error_name, error_message from critter.dead_letters',
  )
  expect(rows).toEqual([
    {
      message_id: sent.id,
      reason: 'handler-failed',
      error_name: 'TypeError',
      error_message: 'no \uFFFD tea',
    },
  ])
})

test('what came without a row becomes a dead letter all the same, unreadable as it may be', async () => {
  const sent = envelope({ body: '\0{', messageName: '' })

  await node.store.deadLetter(sent, 'broker', { reason: 'unreadable' })

  expect(await count('dead_letters', `reason = 'unreadable'`)).toBe(1)
})

test('a bad item does not hold up those that are written with it', async () => {
  const good = envelope()
  const bad = envelope({ id: 'no uuid' })

  const [stored, refused] = await Promise.allSettled([
    node.store.storeIncoming([good]),
    node.store.storeIncoming([bad]),
  ])

  expect(stored).toEqual({ status: 'fulfilled', value: [good] })
  expect(refused.status).toBe('rejected')
})

test.each(['local', 'received'] as const)(
  '%s: a row becomes one for each handler, once',
  async (from) => {
    const whole = envelope()
    const parts = ['Bill', 'Pack'].map((name) => ({ ...whole, handler: name }))
    if (from === 'received') await node.store.storeIncoming([whole])
    else await node.store.commit(node.store.storeCommands([{ kept: 'inbox', envelope: whole }]))

    expect(await node.store.divide(whole, from, parts)).toEqual(parts)
    for (const part of parts) await node.store.markHandled(part, from)
    // Said again by somebody who does not know of it, when all of them are handled.
    expect(await node.store.divide(whole, from, parts)).toEqual([])

    const { rows } = await node.pool.query('select from critter.inbox where keep_until is null')
    expect(rows).toEqual([])
  },
)
