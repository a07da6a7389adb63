import { ConcurrencyError, copy } from '@critter/runtime'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countingProxy, type CountingProxy } from '../support/counting-proxy.js'
import {
  Customer,
  openStoreAt,
  openTestStore,
  Order,
  OrderPlaced,
  Todo,
  type TestStore,
} from '../support/store.js'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  const { pool } = store
  await pool.query(`
    create function refuse_at_commit() returns trigger language plpgsql as $$
    begin raise exception 'refused at the commit' using errcode = '23514'; end $$;
    create constraint trigger late after insert on critter.doc_todo deferrable initially deferred
      for each row when (new.data ->> 'name' = 'refused at the commit') execute function refuse_at_commit()`)
})
afterAll(() => store.close())

let lastId = 0
let id: number
beforeEach(() => {
  id = ++lastId
})

const todo = (name: string, todoId = id) => new Todo({ id: todoId, name })
const count = async (where: string) => {
  const { rows } = await store.pool.query<{ count: string }>(
    `select count(*) from critter.doc_todo where ${where}`,
  )
  return Number(rows[0]?.count)
}

async function proxied<T>(
  use: (proxied: TestStore, proxy: CountingProxy) => Promise<T>,
  options: { readonly prepare?: boolean } = {},
): Promise<T> {
  const proxy = await countingProxy(store.url)
  const through = openStoreAt(proxy.url, { max: 1, ...options })
  try {
    return await use(through, proxy)
  } finally {
    await through.close()
    await proxy.close()
  }
}

test('a pure write is one round trip, a load and a write are two', () =>
  proxied(async (through, proxy) => {
    const session = through.openSession()
    session.insert(Todo, todo('a'))
    session.store(Customer, new Customer({ id: 'c', name: 'c' }))
    session.events.startStream(Order, `o-${id}`, new OrderPlaced({ item: 'x' }))
    await session.saveChanges()
    expect(proxy.takeRoundTrips()).toBe(1)

    const next = through.openSession()
    const loaded = (await next.load(Todo, id))!
    next.store(Todo, loaded)
    await next.saveChanges()
    expect(proxy.takeRoundTrips()).toBe(2)
  }))

test('a unit of nothing sends nothing', () =>
  proxied(async (through, proxy) => {
    const session = through.openSession()
    await session.saveChanges()
    await session.loadMany(Todo, [])

    expect(proxy.takeRoundTrips()).toBe(0)
    expect(through.pool.totalCount).toBe(0)
  }))

test('the reads of one turn are one round trip', () =>
  proxied(async (through, proxy) => {
    const session = through.openSession()
    const later = async () => {
      await Promise.resolve()
      return session.load(Todo, -2)
    }

    const results = await Promise.all([
      session.load(Todo, -1),
      session.loadMany(Customer, ['nobody']),
      session.query(Todo).where('name', '=', 'nobody').count(),
      session.query(Todo).where('name', '=', 'nobody').first(),
      session.events.fetchStream('nobody'),
      later(),
    ])

    expect(results).toEqual([null, [], 0, null, [], null])
    expect(proxy.takeRoundTrips()).toBe(1)
  }))

test('a statement is parsed once per connection', () =>
  proxied(async (through, proxy) => {
    const session = through.openSession()
    await Promise.all([session.load(Todo, -1), session.load(Todo, -2)])
    expect(proxy.takeParses()).toBe(1)

    await session.load(Todo, -3)
    expect(proxy.takeParses()).toBe(0)
  }))

test('a query that comes again is parsed once more, and then never', () =>
  proxied(async (through, proxy) => {
    const find = (name: string) =>
      through.openSession().query(Todo).where('name', '=', name).orderBy('name').toArray()
    await find('a')
    await find('b')
    expect(proxy.takeParses()).toBe(2)

    await find('c')
    await find('d')

    expect(proxy.takeParses()).toBe(0)
  }))

test('queries that are all different do not fill a connection', () =>
  proxied(async (through) => {
    const session = through.openSession()
    for (let page = 1; page <= 250; page++) {
      const member = `member ${page}` as 'name'
      for (let time = 0; time < 3; time++) await session.query(Todo).where(member, '=', 'a').first()
    }

    const { rows } = await through.pool.query<{ count: number }>(
      'select count(*)::int from pg_prepared_statements',
    )
    expect(rows[0]?.count).toBeLessThanOrEqual(100)
  }))

test('a statement is parsed each time where a pooler keeps nothing', () =>
  proxied(
    async (through, proxy) => {
      const session = through.openSession()
      await Promise.all([session.load(Todo, -1), session.load(Todo, -2)])
      expect(proxy.takeParses()).toBe(2)
      const { rows } = await through.pool.query('select name from pg_prepared_statements')
      expect(rows).toEqual([])
    },
    { prepare: false },
  ))

test('what was prepared before an error in the middle is not prepared again', () =>
  proxied(async (through, proxy) => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const session = through.openSession()
      session.store(Customer, new Customer({ id: 'x', name: 'x' }))
      session.update(Todo, todo('missing', -1))
      await expect(session.saveChanges()).rejects.toThrow(ConcurrencyError)
    }
    expect(proxy.takeParses()).toBe(2)
    expect(through.pool.totalCount).toBe(1)
  }))

test('a connection whose statements were deallocated prepares them again', () =>
  proxied(async (through, proxy) => {
    const session = through.openSession()
    session.store(Todo, todo('a'))
    await session.saveChanges()
    await session.load(Todo, id)
    await through.pool.query('deallocate all')
    proxy.takeParses()

    expect((await session.load(Todo, id))?.name).toBe('a')
    await through.pool.query('deallocate all')
    session.store(Todo, todo('b'))
    await session.saveChanges()

    expect((await session.load(Todo, id))?.name).toBe('b')
  }))

test('a conflict in the middle takes everything back', async () => {
  const session = store.openSession()
  session.insert(Customer, new Customer({ id: `before-${id}`, name: 'x' }))
  session.update(Todo, todo('missing', id))
  session.insert(Todo, todo('after', id + 1_000))
  session.events.startStream(Order, `o-${id}`, new OrderPlaced({ item: 'x' }))

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_MISSING' })

  expect(await session.load(Customer, `before-${id}`)).toBeNull()
  expect(await session.load(Todo, id + 1_000)).toBeNull()
  expect(await session.events.fetchStream(`o-${id}`)).toEqual([])
})

test('an error in the last statement takes everything back', async () => {
  const session = store.openSession()
  session.insert(Customer, new Customer({ id: `first-${id}`, name: 'x' }))
  session.insert(Todo, todo('\0'))

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_INVALID_VALUE' })

  expect(await session.load(Customer, `first-${id}`)).toBeNull()
})

test('a constraint that fails at the commit takes everything back, and says that it was the commit', async () => {
  const session = store.openSession()
  session.insert(Customer, new Customer({ id: `late-${id}`, name: 'x' }))
  session.insert(Todo, todo('refused at the commit'))

  const saved = session.saveChanges()

  await expect(saved).rejects.toMatchObject({
    code: 'ERR_STATEMENT',
    sqlState: '23514',
    index: 2,
    message: expect.stringContaining('the commit of 2 statements') as string,
  })
  expect(await session.load(Customer, `late-${id}`)).toBeNull()
  expect(await count(`id = ${id}`)).toBe(0)
})

test('an error nobody expects says which statement failed', async () => {
  await store.pool.query(
    `alter table critter.doc_customer add constraint polite check (data ->> 'name' <> 'rude')`,
  )
  const session = store.openSession()
  session.insert(Todo, todo('x'))
  session.events.startStream(Order, `o-${id}`, new OrderPlaced({ item: 'x' }))
  session.insert(Customer, new Customer({ id: `c-${id}`, name: 'rude' }))

  // Events come first, then documents by table.
  await expect(session.saveChanges()).rejects.toMatchObject({
    code: 'ERR_STATEMENT',
    sqlState: '23514',
    index: 2,
    statement: expect.stringContaining('critter."doc_customer"') as string,
    cause: { constraint: 'polite' },
  })
})

test('one failing read fails alone', async () => {
  const session = store.openSession()
  await store.pool.query(`alter table critter.doc_customer rename to doc_customer_away`)

  const [before, failed, after] = await Promise.allSettled([
    session.load(Todo, -1),
    session.load(Customer, 'x'),
    session.load(Todo, -2),
  ])
  await store.pool.query(`alter table critter.doc_customer_away rename to doc_customer`)

  expect(before).toEqual({ status: 'fulfilled', value: null })
  expect(failed).toMatchObject({ status: 'rejected', reason: { sqlState: '42P01' } })
  expect(after).toEqual({ status: 'fulfilled', value: null })
})

test('units that write the same documents in another order do not wait for each other in a circle', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => index + 500)
  const deadlocks = async () => {
    const { rows } = await store.pool.query<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    )
    return rows
  }
  const before = await deadlocks()

  await Promise.all(
    Array.from({ length: 60 }, async (_, turn) => {
      const session = store.openSession()
      const rotated = [...ids.slice(turn % 12), ...ids.slice(0, turn % 12)]
      const ordered = turn % 2 === 0 ? rotated : rotated.reverse()
      for (const each of ordered.slice(0, 2 + (turn % 10))) {
        if (each % 3 === 0) session.delete(Todo, each)
        else session.store(Todo, todo(`turn ${turn}`, each))
      }
      await session.saveChanges()
    }),
  )

  expect(await deadlocks()).toEqual(before)
})

test('a unit that Postgres chose as the victim of a deadlock is written all the same', async () => {
  const [a, b] = [id + 2_000, id + 3_000]
  const session = store.openSession()
  session.store(Todo, todo('a', a))
  session.store(Todo, todo('b', b))
  await session.saveChanges()
  await store.pool.query(`update critter.doc_todo set revision = 1 where id = any ($1)`, [[a, b]])
  const other = await store.pool.connect()
  await other.query('begin')
  await other.query(`update critter.doc_todo set revision = revision + 1 where id = $1`, [b])

  // Locks a, waits for b; then the other waits for a.
  session.store(Todo, todo('mine', a))
  session.store(Todo, todo('mine', b))
  const saved = session.saveChanges()
  await new Promise((resolve) => setTimeout(resolve, 200))
  await other.query(`update critter.doc_todo set revision = revision + 1 where id = $1`, [a])
  await other.query('commit')
  other.release()
  await saved

  const { rows } = await store.pool.query(
    `select data ->> 'name' as name, revision from critter.doc_todo where id = any ($1)`,
    [[a, b]],
  )
  expect(rows).toEqual([
    { name: 'mine', revision: 3 },
    { name: 'mine', revision: 3 },
  ])
})

test('where transactions are serializable, conflicts are still conflicts', async () => {
  const url = new URL(store.url)
  url.searchParams.set('options', '-c default_transaction_isolation=serializable')
  const strict = openStoreAt(url.toString())
  const first = strict.openSession()
  first.insert(Todo, new Todo({ id, name: 'x', priority: 0 }))
  await first.saveChanges()
  const increment = async (): Promise<void> => {
    const session = strict.openSession()
    const loaded = (await session.load(Todo, id))!
    session.store(Todo, copy(loaded, { priority: loaded.priority! + 1 }))
    return session.saveChanges().catch((error: unknown) => {
      expect(error).toMatchObject({ kind: 'document' })
      return increment()
    })
  }

  await Promise.all(Array.from({ length: 5 }, increment))

  expect((await strict.openSession().load(Todo, id))?.priority).toBe(5)
  await strict.close()
})

test('many sessions share a small pool', async () => {
  const small = openStoreAt(store.url, { max: 2 })

  await Promise.all(
    Array.from({ length: 200 }, async (_, turn) => {
      const session = small.openSession()
      await Promise.all([session.load(Todo, -1), session.query(Todo).take(1).toArray()])
      session.store(Todo, todo('shared', 10_000 + (turn % 20)))
      await session.saveChanges()
    }),
  )

  expect(await count(`id >= 10000 and id < 10020`)).toBe(20)
  await small.close()
})
