import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pool } from 'pg'
import * as deadLetters from '../../packages/runtime/src/durability/sql/dead-letters.js'
import * as inbox from '../../packages/runtime/src/durability/sql/inbox.js'
import * as outbox from '../../packages/runtime/src/durability/sql/outbox.js'
import * as queue from '../../packages/runtime/src/durability/sql/queue-messages.js'
import { connect } from '../../packages/runtime/src/postgres/connect.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'

// Statements that find rows by their keys must do so whatever is known of the table: the index that begins with the owner leads
// through all rows of that owner, for every key.
const byKey = {
  'inbox.handleLocal': inbox.handleLocal,
  'inbox.handleReceived': inbox.handleReceived,
  'inbox.markLocal': inbox.markLocal,
  'inbox.markReceived': inbox.markReceived,
  'inbox.divideLocal': inbox.divideLocal,
  'inbox.divideReceived': inbox.divideReceived,
  'inbox.giveBackStoredInbox': inbox.giveBackStoredInbox,
  'inbox.reschedule': inbox.reschedule,
  'outbox.confirmSent': outbox.confirmSent,
  'outbox.giveBackStoredOutbox': outbox.giveBackStoredOutbox,
  'queue.acknowledgeQueue': queue.acknowledgeQueue,
  'queue.giveBackQueue': queue.giveBackQueue,
  'deadLetters.buryLocal': deadLetters.buryLocal,
  'deadLetters.buryReceived': deadLetters.buryReceived,
  'deadLetters.buryOutbox': deadLetters.buryOutbox,
}

let database: ThrowAwayDatabase
let pool: Pool
beforeAll(async () => {
  database = await createDatabase()
  pool = connect({ connectionString: database.url, max: 1 })
  await pool.query('set plan_cache_mode = force_generic_plan')
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function indexesOf(text: string): Promise<readonly string[]> {
  const parameters = new Set(text.match(/\$\d+/g)).size
  await pool.query(`prepare planned as ${text}`)
  const nulls = Array.from({ length: parameters }, () => 'null').join(', ')
  const { rows } = await pool.query<Record<string, string>>(`explain execute planned (${nulls})`)
  await pool.query('deallocate planned')
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).not.toContain('Seq Scan on critter')
  return [...plan.matchAll(/using (\w+)/g)].map(([, name]) => name!)
}

const expectPrimaryKeys = async () => {
  for (const [name, { text }] of Object.entries(byKey)) {
    const indexes = await indexesOf(text)
    expect({ [name]: indexes.filter((each) => !each.endsWith('_pkey')) }).toEqual({ [name]: [] })
    expect(indexes.length, name).toBeGreaterThan(0)
  }
}

test('keys lead to rows by the primary key in tables that nobody has looked at', expectPrimaryKeys)

test('and in tables that were empty when they were looked at', async () => {
  const envelope = `'{}'`
  await pool.query(
    `insert into critter.inbox (id, destination, owner, due_at, attempt, message_name, body, envelope)
     select gen_random_uuid(), 'orders', 1, now(), 1, 'order-placed', '{}', ${envelope} from generate_series(1, 2000)`,
  )
  await pool.query(
    `insert into critter.outbox (id, destination, owner, due_at, message_name, body, envelope)
     select gen_random_uuid(), 'orders', 1, now(), 'order-placed', '{}', ${envelope} from generate_series(1, 2000)`,
  )
  await pool.query(
    `insert into critter.queue_messages (id, address, owner, due_at, body, headers)
     select gen_random_uuid(), 'orders', 1, now(), '{}', ${envelope} from generate_series(1, 2000)`,
  )
  for (const table of ['inbox', 'outbox', 'queue_messages']) {
    await pool.query(`delete from critter.${table}`)
    await pool.query(`vacuum analyze critter.${table}`)
  }

  await expectPrimaryKeys()
})
