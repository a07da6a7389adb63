// A node as a process of its own, to be killed: handles messages of the queue "orders", each of which writes one row and sends
// another message, until the message is of the last generation. DATABASE_URL says where; it says "handling" when it does.
import { newId } from '@critter/runtime'
import { PgMessageStore } from '../../../packages/runtime/build/durability/pg-message-store.js'
import { connect } from '../../../packages/runtime/build/postgres/connect.js'
import { constantStatement } from '../../../packages/runtime/build/postgres/statement.js'

const connectionString = process.env.DATABASE_URL
const pool = connect({ connectionString, max: 5 })
const store = new PgMessageStore({
  pool,
  connectionString,
  clock: { now: () => new Date() },
  logger: { debug() {}, info() {}, warn() {}, error: console.error },
  silentAfterMs: 800,
  pollMs: 50,
})
const insertEffect = constantStatement('insert into effects (id) values ($1::uuid)')
const capacity = 50
let held = 0

async function handle(envelope) {
  held++
  const { generation } = JSON.parse(envelope.body)
  const next = { ...envelope, id: newId(), body: JSON.stringify({ generation: generation + 1 }) }
  const sent = generation < 2 ? [next] : []
  try {
    await store.commit([
      ...store.handledCommands(envelope, 'local'),
      { statement: insertEffect, values: [envelope.id] },
      ...store.storeCommands(sent.map((each) => ({ kept: 'inbox', envelope: each }))),
    ])
    for (const each of sent) void handle(each)
  } catch (error) {
    if (error.code !== 'ERR_DUPLICATE_MESSAGE') console.error(error)
  }
  held--
  store.hasRoom('orders')
}

let hasSaidSo = false
await store.start({
  room: () => ({ incoming: [{ destination: 'orders', count: capacity - held }], outgoing: [] }),
  incoming: (envelopes) => {
    if (!hasSaidSo) console.log('handling')
    hasSaidSo = true
    for (const each of envelopes) void handle(each)
  },
  outgoing: () => {},
  caughtUp: () => {},
})
