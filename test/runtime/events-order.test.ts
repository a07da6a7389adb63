import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { advanceStreamStatement } from '../../packages/runtime/src/events/sql/advance-stream.js'
import type { TestStore } from '../support/store.js'
import { addItem, Basket, ItemAdded, openBasketStore, startBasket } from './support/baskets.js'

// Forced interleavings of transactions, seen by a reader that goes by (tx, position) and reads what is below the oldest
// transaction that still runs.
let store: TestStore
beforeAll(async () => {
  store = await openBasketStore()
})
afterAll(() => store.close())

interface Seen {
  readonly tx: string
  readonly version: number
}

/** What a reader that begins now is given of a stream, in its order. */
async function read(id: string): Promise<readonly Seen[]> {
  const { rows } = await store.pool.query<Seen>(
    `select tx::text, version
       from critter.events
      where stream_id = $1
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, position`,
    [id],
  )
  return rows
}

const versionsIn = (seen: readonly Seen[]) => seen.map(({ version }) => version)

/** Whoever else uses the server may keep the reader back for a while. */
const seenVersions = (id: string) => expect.poll(async () => versionsIn(await read(id)), waiting)
const waiting = { timeout: 20_000 }

/** Runs on a connection with a transaction whose id is drawn already. */
async function inOlderTransaction(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await store.pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_current_xact_id()')
    await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('an older transaction is refused a stream that a newer one has appended to', async () => {
  const id = await startBasket(store, Basket)
  await inOlderTransaction(async (client) => {
    await addItem(store, id, 'of the newer one')

    const appended = client.query(advanceStreamStatement.text, ['', id, 'basket', '1', null])

    await expect(appended).rejects.toMatchObject({
      code: '40001',
      message: 'a newer transaction has appended to the stream',
    })
  })
})

test('without that refusal a reader would get version 3 before version 2', async () => {
  const id = await startBasket(store, Basket)
  await inOlderTransaction(async (client) => {
    await addItem(store, id, 'version 2, of the newer one')
    await client.query('update critter.streams set version = 3 where id = $1', [id])
    await client.query(
      `insert into critter.events (id, stream_id, stream_type, version, name, data, recorded_at)
       values (gen_random_uuid(), $1, 'basket', 3, 'item-added', '{}', now())`,
      [id],
    )
    await client.query('commit')
  })

  await seenVersions(id).toEqual([1, 3, 2])
})

test('a unit that is overtaken while it waits is tried again as a newer transaction, and read in order', async () => {
  const [a, z] = [await startBasket(store, Basket), await startBasket(store, Basket)]
  await seenVersions(z).toEqual([1])
  const overtaken = store.openSession()
  overtaken.events.append(a, new ItemAdded({ item: 'a' }))
  overtaken.events.append(z, new ItemAdded({ item: 'late' }))
  let firstTx = ''

  const lock = await store.pool.connect()
  await lock.query('begin')
  await lock.query('select from critter.streams where id = $1 for update', [a])
  const saved = overtaken.saveChanges()
  await vi.waitFor(async () => {
    firstTx = await waitingTransaction()
  }, waiting)
  const newer = store.openSession()
  const event = new ItemAdded({ item: 'of a newer transaction' })
  newer.events.appendTo(Basket, z, { expected: 1 }, event)
  await newer.saveChanges()
  // The older transaction may still commit something: what is newer is not read yet.
  expect(versionsIn(await read(z))).toEqual([1])
  await lock.query('rollback')
  lock.release()
  await saved

  await seenVersions(z).toEqual([1, 2, 3])
  const [, second, third] = await read(z)
  expect(BigInt(second!.tx)).toBeGreaterThan(BigInt(firstTx))
  expect(BigInt(third!.tx)).toBeGreaterThan(BigInt(second!.tx))
  await seenVersions(a).toEqual([1, 2])
})

/** The id of the one transaction that waits for a lock. */
async function waitingTransaction(): Promise<string> {
  const { rows } = await store.pool.query<{ tx: string }>(
    `select backend_xid::text as tx
       from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  )
  if (rows[0] === undefined) throw new Error('nobody waits yet')
  return rows[0].tx
}

test('the streams of 30 writers who meet are each read in order', async () => {
  const ids = await Promise.all(Array.from({ length: 4 }, () => startBasket(store, Basket)))

  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const session = store.openSession()
      for (const id of ids) session.events.append(id, new ItemAdded({ item: String(index) }))
      await session.saveChanges()
    }),
  )

  for (const id of ids) {
    await seenVersions(id).toEqual(Array.from({ length: 31 }, (_, index) => index + 1))
  }
})

test('who loses draws no position', async () => {
  const id = await startBasket(store, Basket)
  const session = store.openSession()
  const lose = async (queue: () => void) => {
    queue()
    await session.saveChanges().then(
      () => expect.unreachable(),
      () => {},
    )
  }
  const event = new ItemAdded({ item: 'lost' })
  const stale = await session.events.fetchForWriting(Basket, id)
  await addItem(store, id, 'before')

  await lose(() => {
    stale.append(event, event)
  })
  await lose(() => {
    session.events.startStream(Basket, id, event)
  })
  await lose(() => {
    session.events.append('nobody', event)
  })
  await lose(() => {
    session.events.appendTo(Basket, id, { expected: 7 }, event)
  })
  await addItem(store, id, 'after')

  const [before, after] = (await session.events.fetchStream(id)).slice(-2)
  expect(after!.position).toBe(before!.position + 1n)
})
