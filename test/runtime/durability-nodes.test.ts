import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SentEnvelope } from '../../packages/runtime/src/messaging/envelope.js'
import { connect } from '../../packages/runtime/src/postgres/connect.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { countingProxy } from '../support/counting-proxy.js'
import { envelope, startNode, type TestNode } from './support/message-store.js'
import { TcpProxy } from './support/tcp-proxy.js'

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

const nodes: TestNode[] = []
beforeEach(() => pool.query('truncate critter.inbox, critter.outbox, critter.nodes'))
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((each) => each.stop()))
})

async function start(
  url = database.url,
  options?: Parameters<typeof startNode>[1],
): Promise<TestNode> {
  const node = await startNode(url, options)
  nodes.push(node)
  return node
}

async function kill(node: TestNode): Promise<void> {
  nodes.splice(nodes.indexOf(node), 1)
  await node.kill()
}

async function stop(node: TestNode): Promise<void> {
  nodes.splice(nodes.indexOf(node), 1)
  await node.stop()
}

const store = (node: TestNode, kept: 'inbox' | 'outbox', ...envelopes: SentEnvelope[]) =>
  node.store.commit(node.store.storeCommands(envelopes.map((each) => ({ kept, envelope: each }))))

const owners = async () => {
  const { rows } = await pool.query<{ owner: number | null }>(
    'select distinct owner from critter.inbox order by owner',
  )
  return rows.map(({ owner }) => owner)
}
const numberOf = async (node: TestNode) => {
  await expect.poll(() => node.store.parts.node.numberIfStarted).toBeDefined()
  return node.store.parts.node.number
}
/** Nodes hear what others say from then on. */
const listening = async (count: number) => {
  const listeners = `select from pg_stat_activity where datname = current_database() and query like 'listen %'`
  await expect.poll(async () => (await pool.query(listeners)).rowCount).toBe(count)
}
const idsOf = (envelopes: readonly SentEnvelope[]) => envelopes.map(({ id }) => id).sort()

test('the messages of a node that was killed are taken by another, to be handled and to be sent', async () => {
  const first = await start()
  const [handled, sent] = [envelope(), envelope({ destination: 'billing' })]
  await store(first, 'inbox', handled)
  await store(first, 'outbox', sent)
  const second = await start()

  await kill(first)

  await expect.poll(() => second.taken.envelopes, { timeout: 10_000 }).toEqual([handled])
  await expect.poll(() => second.taken.sending, { timeout: 10_000 }).toEqual([sent])
  expect(second.warnings).toContain('a node is silent, and its messages are taken from it')
})

test('what a node that was taken for dead still commits is refused, and it goes on under a new number', async () => {
  const silent = await start()
  silent.taken.incomingRoom = []
  const sent = envelope()
  await store(silent, 'inbox', sent)
  const before = await numberOf(silent)
  await pool.query('delete from critter.nodes where number = $1', [before])
  const other = await start()
  await expect.poll(() => other.taken.envelopes, { timeout: 10_000 }).toEqual([sent])

  const late = silent.store.commit(silent.store.handledCommands(sent, 'local'))

  await expect(late).rejects.toMatchObject({ code: 'ERR_DUPLICATE_MESSAGE' })
  await other.store.commit(other.store.handledCommands(sent, 'local'))
  await expect.poll(() => silent.store.parts.node.number).not.toBe(before)
  await store(silent, 'inbox', envelope())
  expect(await owners()).toEqual([await numberOf(silent)])
})

test('a node that stops gives back what it has not finished, and another takes it at once', async () => {
  const first = await start()
  const second = await start(database.url, { pollMs: 60_000 })
  await second.store.look()
  await listening(2)
  const sent = envelope()
  await store(first, 'inbox', sent)

  await stop(first)

  await expect.poll(() => second.taken.envelopes).toEqual([sent])
  const { rows } = await pool.query('select number from critter.nodes')
  expect(rows).toHaveLength(1)
})

test('two nodes that take from one queue take each message once', async () => {
  const first = await start()
  await pool.query('select 1')
  const waiting = Array.from({ length: 3000 }, () => envelope())
  await first.store.commit(
    first.store.storeCommands(
      waiting.map((each) => ({ kept: 'inbox', envelope: each, waits: true })),
    ),
  )
  const others = await Promise.all([start(), start()])

  await Promise.all([first, ...others].map((each) => each.store.look()))
  const taken = () => [first, ...others].flatMap((each) => each.taken.envelopes)
  await expect.poll(() => taken().length).toBeGreaterThanOrEqual(3000)

  expect(idsOf(taken())).toEqual(idsOf(waiting))
})

test('where notices cannot be heard, polling finds what another node leaves', async () => {
  const first = await start()
  const second = await start(`${database.url}?prepare=false`)
  await second.store.look()
  const sent = envelope()
  await store(first, 'inbox', sent)

  await stop(first)

  await expect.poll(() => second.taken.envelopes).toEqual([sent])
})

test('only one node at a time does what is done for all, and each does it when it is asked', async () => {
  await pool.query(
    `insert into critter.inbox (id, destination, due_at, attempt, message_name, body, envelope, keep_until)
     select gen_random_uuid(), 'orders', now(), 1, '', '', '{}', '2026-01-01' from generate_series(1, 20000)`,
  )
  await Promise.all([start(), start(), start()])

  await expect
    .poll(async () => (await pool.query('select from critter.inbox')).rowCount, { timeout: 10_000 })
    .toBe(0)
})

test('what was being taken when the connection was lost is taken again', async () => {
  const { proxy, connectionString } = await TcpProxy.before(database.url)
  const node = await start(connectionString)
  await node.store.look()
  const waiting = Array.from({ length: 50 }, () => envelope())
  const { rows } = await pool.query<{ number: number }>('select number from critter.nodes')

  // As if the answer to a look had been lost on the way.
  const owner = rows[0]!.number
  const look = node.store.parts.node.nextLook()
  const writer = await start()
  await writer.store.commit(
    writer.store.storeCommands(
      waiting.map((each) => ({ kept: 'inbox', envelope: { ...each, destination: 'lost' } })),
    ),
  )
  await pool.query('update critter.inbox set owner = $1, look = $2', [owner, look])
  node.store.parts.doubts.add(owner, { kept: 'look', look })
  node.taken.incomingRoom = [{ destination: 'lost', count: 100 }]

  await expect.poll(() => node.taken.envelopes.length).toBe(50)
  await proxy.cut()
})

test('a message whose commit was not answered is handled, if it was committed', async () => {
  const proxy = await countingProxy(database.url)
  const node = await start(proxy.url)
  await node.store.look()
  const sent = envelope()

  proxy.loseAnswers()
  await expect(store(node, 'inbox', sent)).rejects.toMatchObject({
    code: 'ERR_DATABASE_UNAVAILABLE',
  })
  expect(await owners()).toEqual([await numberOf(node)])
  proxy.giveAnswers()

  await expect.poll(() => node.taken.envelopes, { timeout: 10_000 }).toEqual([sent])
  for (let look = 0; look < 3; look++) await node.store.look()
  expect(node.taken.envelopes).toEqual([sent])
  await stop(node)
  await proxy.close()
})

test('backends that are terminated again and again lose nothing, and nothing is handled twice', async () => {
  const node = await start(`${database.url}?application_name=victim`)
  await pool.query('create table if not exists effects (id uuid not null)')
  const waiting = Array.from({ length: 300 }, () => envelope())
  await node.store.commit(
    node.store.storeCommands(
      waiting.map((each) => ({ kept: 'inbox', envelope: each, waits: true })),
    ),
  )
  node.taken.incomingRoom = [{ destination: 'orders', count: 20 }]
  const insert = { name: '', text: 'insert into effects values ($1::uuid)' }
  const handle = async (sent: SentEnvelope): Promise<void> => {
    const unit = [
      ...node.store.handledCommands(sent, 'local'),
      { statement: insert, values: [sent.id] },
    ]
    try {
      await node.store.commit(unit)
    } catch (error) {
      const { code } = error as { readonly code?: string }
      if (code === 'ERR_DUPLICATE_MESSAGE') return
      await new Promise((resolve) => setTimeout(resolve, 10))
      await handle(sent)
    }
  }
  node.taken.incoming = (envelopes) => {
    void Promise.all(envelopes.map(handle)).then(() => {
      node.store.hasRoom('orders')
    })
  }

  void node.store.look()
  for (let round = 0; round < 40; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'victim' and random() < 0.5`,
    )
  }
  const effects = async () =>
    (await pool.query<{ id: string }>('select id from effects')).rows.map(({ id }) => id).sort()
  await expect.poll(async () => (await effects()).length, { timeout: 25_000 }).toBe(300)

  expect(await effects()).toEqual(idsOf(waiting))
})

test('while the database is away nothing spins, and what waits to be said is said when it is back', async () => {
  const { proxy, connectionString } = await TcpProxy.before(database.url)
  const node = await start(connectionString)
  const sent = envelope()
  await store(node, 'inbox', sent)
  let attempts = 0
  node.pool.on('connect', () => attempts++)

  await proxy.cut()
  const marking = node.store.markHandled(sent, 'local')
  const receiving = node.store.storeIncoming([envelope()])
  await expect(receiving).rejects.toMatchObject({ code: 'ERR_DATABASE_UNAVAILABLE' })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const warnings = node.warnings.length
  await proxy.mend()
  await marking

  expect(warnings).toBeLessThan(5)
  expect(attempts).toBeLessThan(10)
  expect((await pool.query('select from critter.inbox')).rowCount).toBe(0)
})

test('a row that is to be divided while the database is away is divided when it is back', async () => {
  const { proxy, connectionString } = await TcpProxy.before(database.url)
  const node = await start(connectionString)
  const whole = envelope()
  const parts = ['Bill', 'Pack'].map((name) => ({ ...whole, handler: name }))
  await store(node, 'inbox', whole)

  await proxy.cut()
  const dividing = node.store.divide(whole, 'local', parts)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await proxy.mend()

  expect(await dividing).toEqual(parts)
  const { rows } = await pool.query<{ handler: string }>(
    'select handler from critter.inbox order by handler',
  )
  expect(rows.map(({ handler }) => handler)).toEqual(['Bill', 'Pack'])
})
