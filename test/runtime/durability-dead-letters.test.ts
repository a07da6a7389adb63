import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { PgDeadLetters } from '../../packages/runtime/src/durability/pg-dead-letters.js'
import type { SentEnvelope } from '../../packages/runtime/src/messaging/envelope.js'
import { buildApp } from '@critter/runtime/generated'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { emptyDefinition } from './support/adapters.js'
import { envelope, startNode, type TestNode } from './support/message-store.js'

let database: ThrowAwayDatabase
let node: TestNode
let letters: PgDeadLetters
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  node = await startNode(database.url)
  letters = new PgDeadLetters(node.pool)
})
afterEach(() => node.clear())

const bury = (sent: SentEnvelope, reason = 'handler-failed', error?: unknown) =>
  node.store.deadLetter(sent, 'memory', { reason, error })
const namesOf = async (options: Parameters<PgDeadLetters['list']>[0]) =>
  (await letters.list(options)).items.map(({ message }) => message)

test('a dead letter shows what is known of it', async () => {
  const sent = envelope({ handler: 'Pack.handle', tenant: 'acme', attempt: 3, headers: { a: '1' } })
  await bury(sent, 'handler-failed', new RangeError('too far'))

  const { items, next } = await letters.list()
  const shown = await letters.show(items[0]!.id)

  expect(next).toBeUndefined()
  expect(items).toEqual([
    {
      id: items[0]!.id,
      messageId: sent.id,
      message: 'order-placed',
      destination: 'orders',
      handler: 'Pack.handle',
      reason: 'handler-failed',
      error: { name: 'RangeError', message: 'too far' },
      attempts: 3,
      deadAt: node.clock.now(),
    },
  ])
  expect(shown).toMatchObject({
    ...items[0],
    body: sent.body,
    headers: { a: '1' },
    tenant: 'acme',
    correlationId: 'c-1',
    sentAt: sent.sentAt,
  })
  expect(shown!.stack).toContain('durability-dead-letters.test.ts')
  expect(await letters.show(sent.id)).toBeNull()
})

test('dead letters are found by message, reason, error, destination and time', async () => {
  await bury(envelope({ messageName: 'order-placed' }), 'expired')
  await bury(envelope({ messageName: 'order-shipped' }), 'handler-failed', new TypeError('x'))
  node.clock.set(new Date('2026-11-23T10:00:00Z'))
  await bury(envelope({ messageName: 'refund-made', destination: 'billing' }), 'handler-failed')

  expect(await namesOf({ message: 'order-placed' })).toEqual(['order-placed'])
  expect(await namesOf({ message: 'order-*' })).toEqual(['order-shipped', 'order-placed'])
  expect(await namesOf({ reason: 'handler-failed' })).toEqual(['refund-made', 'order-shipped'])
  expect(await namesOf({ error: 'TypeError' })).toEqual(['order-shipped'])
  expect(await namesOf({ destination: 'billing' })).toEqual(['refund-made'])
  expect(await namesOf({ since: new Date('2026-11-23T00:00:00Z') })).toEqual(['refund-made'])
  expect(await namesOf({ until: new Date('2026-11-23T00:00:00Z'), reason: 'expired' })).toEqual([
    'order-placed',
  ])
})

test('a time that Postgres does not know is refused by name', async () => {
  const long = new Date('-100000-01-01T00:00:00Z')

  await expect(letters.list({ since: long })).rejects.toThrow(
    'since: expected a date of the years 1 to 9999, found -100000-01-01T00:00:00.000Z.',
  )
  await expect(letters.list({ until: new Date('none') })).rejects.toMatchObject({
    code: 'ERR_INVALID_VALUE',
  })
})

test('pages follow each other without a gap', async () => {
  for (const messageName of ['m-1', 'm-2', 'm-3', 'm-4', 'm-5'])
    await bury(envelope({ messageName }))

  const first = await letters.list({ limit: 2 })
  const second = await letters.list({ limit: 2, after: first.next! })
  const third = await letters.list({ limit: 2, after: second.next! })

  expect([first, second, third].map(({ items }) => items.map((each) => each.message))).toEqual([
    ['m-5', 'm-4'],
    ['m-3', 'm-2'],
    ['m-1'],
  ])
  expect(third.next).toBeUndefined()
})

test('a replayed message is handled again as if it came for the first time', async () => {
  const sent = envelope({ attempt: 4 })
  await bury(sent)
  const { id } = (await letters.list()).items[0]!

  expect(await letters.replay(id)).toBe(1)

  await expect.poll(() => node.taken.envelopes).toEqual([{ ...sent, attempt: 1 }])
  expect((await letters.list()).items).toEqual([])
  expect(await letters.replay(id)).toBe(0)
})

test('a replayed message that a broker had delivered is handled, though it is known', async () => {
  const sent = envelope()
  await node.store.storeIncoming([sent])
  await node.store.deadLetter(sent, 'received', { reason: 'handler-failed' })
  expect(await node.store.storeIncoming([sent])).toEqual([])

  await letters.replay({})

  await expect.poll(() => node.taken.envelopes).toEqual([sent])
})

test('a message that could not be sent is sent again', async () => {
  const sent = envelope({ destination: 'billing' })
  await node.store.commit(node.store.storeCommands([{ kept: 'outbox', envelope: sent }]))
  await node.store.deadLetter(sent, 'outbox', { reason: 'refused' })

  await letters.replay({ reason: 'refused' })

  await expect.poll(() => node.taken.sending).toEqual([sent])
})

test('what was handled before, or another node has, is no dead letter', async () => {
  const [handled, taken] = [envelope(), envelope()]
  await node.store.commit(
    node.store.storeCommands([handled, taken].map((each) => ({ kept: 'inbox', envelope: each }))),
  )
  await node.store.markHandled(handled, 'local')
  await node.pool.query('update critter.inbox set owner = owner + 1 where id = $1', [taken.id])
  const why = { reason: 'handler-failed' }

  expect(await node.store.deadLetter(handled, 'local', why)).toBe('gone')
  expect(await node.store.deadLetter(taken, 'local', why)).toBe('gone')
  expect(await node.store.deadLetter(envelope(), 'memory', why)).toBe('stored')

  expect((await letters.list()).items).toHaveLength(1)
})

test('a replayed message that had expired has all the time there is', async () => {
  const sent = envelope({
    deliverBy: new Date('2026-11-22T09:00:00Z'),
    headers: { note: '"deliverBy":"x",' },
  })
  await bury(sent, 'expired')

  await letters.replay({})

  await expect.poll(() => node.taken.envelopes).toEqual([{ ...sent, deliverBy: undefined }])
})

test('a message that died in two handlers is replayed for both', async () => {
  const id = envelope().id
  await bury(envelope({ id, handler: 'Pack' }))
  await bury(envelope({ id, handler: 'Bill' }))
  await bury(envelope({ id, handler: 'Bill' }))

  expect(await letters.replay({})).toBe(3)

  await expect
    .poll(() => node.taken.envelopes.map((each) => each.handler).sort())
    .toEqual(['Bill', 'Pack'])
})

test('thousands are replayed or deleted with one call', async () => {
  await node.pool.query(
    `insert into critter.dead_letters
            (id, message_id, destination, kept, attempt, message_name, body, envelope, reason, dead_at)
     select gen_random_uuid(), gen_random_uuid(), 'orders', 'inbox', 1, 'm-' || n % 2, '{}', '{"headers":{}}', 'expired', '2026-11-20'
       from generate_series(1, 5000) as n`,
  )

  expect(await letters.delete({ message: 'm-0' })).toBe(2500)
  expect(await letters.replay({ message: 'm-1' })).toBe(2500)
})

test('what dies while dead letters are replayed is left', async () => {
  await node.pool.query(
    `insert into critter.dead_letters
            (id, message_id, destination, kept, attempt, message_name, body, envelope, reason, dead_at)
     select gen_random_uuid(), gen_random_uuid(), 'orders', 'inbox', 1, 'm', '{}', '{"headers":{}}', 'expired', '2026-11-20'
       from generate_series(1, 2500) as n`,
  )
  // Whatever is revived dies again at once.
  await node.pool.query(`
    create function critter.die_again() returns trigger language plpgsql as $$
    begin
      insert into critter.dead_letters
             (id, message_id, destination, kept, attempt, message_name, body, envelope, reason, dead_at)
      values (('ffffffff' || substr(gen_random_uuid()::text, 9))::uuid, gen_random_uuid(), 'orders', 'inbox', 1, 'm', '{}',
              '{"headers":{}}', 'expired', '2026-11-20');
      return new;
    end $$`)
  await node.pool.query(
    'create trigger again after insert on critter.inbox for each row execute function critter.die_again()',
  )

  expect(await letters.replay({ message: 'm' })).toBe(2500)
})

test('what is no id is an error that says what one looks like', async () => {
  await expect(letters.replay('order-placed')).rejects.toThrow(
    'Expected the id of a dead letter, a UUID as list() shows it, found "order-placed".',
  )
  await expect(letters.show('')).rejects.toMatchObject({ code: 'ERR_INVALID_VALUE' })
})

test('an application has them from its start to its end', async () => {
  const app = buildApp(emptyDefinition, { database: database.url }, () => [])
  await expect(app.deadLetters.list()).rejects.toMatchObject({ code: 'ERR_NOT_RUNNING' })
  await app.start()
  await bury(envelope())

  expect((await app.deadLetters.list()).items).toHaveLength(1)
  expect(await app.deadLetters.delete({})).toBe(1)

  await app.stop()
  await expect(app.deadLetters.list()).rejects.toMatchObject({ code: 'ERR_NOT_RUNNING' })
})
