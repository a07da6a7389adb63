import { DatabaseUnavailableError } from '@critter/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, describeConnectionError } from '../../packages/runtime/src/postgres/connect.js'
import { flush } from '../../packages/runtime/src/postgres/flush.js'
import { commitUnit } from '../../packages/runtime/src/postgres/unit-of-work.js'
import { DynamicStatements } from '../../packages/runtime/src/postgres/dynamic-statements.js'
import { countingProxy } from '../support/counting-proxy.js'
import { openStoreAt, openTestStore, Todo, type TestStore } from '../support/store.js'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const statements = new DynamicStatements()
const select = (text: string) => ({ statement: statements.statement(text), values: [] })

test('nobody listening is said with host, port, database and what to do, without the password', async () => {
  const url = 'postgres://user:secret@127.0.0.1:1/shop'
  const lost = openStoreAt(url)

  const failure = await lost
    .openSession()
    .load(Todo, 1)
    .catch((error: unknown) => error)

  expect(failure).toBeInstanceOf(DatabaseUnavailableError)
  expect(failure).toMatchObject({ host: '127.0.0.1', port: 1, database: 'shop' })
  expect((failure as Error).message).toBe(
    'database "shop" at 127.0.0.1:1: nobody listens there (ECONNREFUSED). Is Postgres running there? Check DATABASE_URL.',
  )
  await expect(lost.migrate()).rejects.toThrow(DatabaseUnavailableError)
  await lost.close()
})

test('whether a unit was committed is known where it never left, and not where its connection was lost', async () => {
  const outcomes: string[] = []
  const unit = (text: string) => [
    { ...select(text), settled: (outcome: string) => outcomes.push(outcome) },
  ]
  const refusing = connect({ connectionString: 'postgres://user@127.0.0.1:1/shop' })
  const pool = connect({ connectionString: store.url, max: 1 })

  await expect(commitUnit(refusing, unit('select 1'))).rejects.toThrow(DatabaseUnavailableError)
  await commitUnit(pool, unit('select 1'))
  expect(outcomes).toEqual(['committed'])
  const lost = commitUnit(pool, unit('select pg_terminate_backend(pg_backend_pid())'))

  await expect(lost).rejects.toThrow(DatabaseUnavailableError)
  expect(outcomes).toEqual(['committed', 'unknown'])
  await Promise.all([refusing.end(), pool.end()])
})

test('a database that does not exist is said so', async () => {
  const url = new URL(store.url)
  url.pathname = '/nowhere'
  const lost = openStoreAt(url.toString())

  await expect(lost.openSession().load(Todo, 1)).rejects.toMatchObject({
    code: 'ERR_DATABASE_UNAVAILABLE',
    message: expect.stringContaining(
      'database "nowhere" does not exist. Create it, or check DATABASE_URL.',
    ) as string,
  })
  await lost.close()
})

test('other errors are not taken for a lost database', () => {
  expect(
    describeConnectionError(new Error('unterminated quoted string'), store.url),
  ).toBeUndefined()
  expect(
    describeConnectionError(
      Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }),
      store.url,
    ),
  ).toBeUndefined()
  expect(describeConnectionError('text', store.url)).toBeUndefined()
})

test('connections that were cut while idle are replaced without anybody noticing', async () => {
  const proxy = await countingProxy(store.url)
  const through = openStoreAt(proxy.url)
  await Promise.all(Array.from({ length: 5 }, () => through.openSession().load(Todo, -1)))

  proxy.cut()
  await new Promise((resolve) => setTimeout(resolve, 50))

  expect(await through.openSession().load(Todo, -1)).toBeNull()
  await through.close()
  await proxy.close()
})

test('a session that is terminated in the middle rejects, and the pool goes on', async () => {
  const [seed, session] = [store.openSession(), store.openSession()]
  seed.store(Todo, new Todo({ id: 1, name: 'before' }))
  await seed.saveChanges()
  const blocker = await store.pool.connect()
  await blocker.query('begin')
  await blocker.query('select from critter.doc_todo where id = 1 for update')

  session.store(Todo, new Todo({ id: 0, name: 'first' }))
  session.store(Todo, new Todo({ id: 1, name: 'waits' }))
  const saved = session.saveChanges()
  saved.catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 100))
  await blocker.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  )

  await expect(saved).rejects.toMatchObject({
    code: 'ERR_DATABASE_UNAVAILABLE',
    message: expect.stringContaining('57P01') as string,
  })
  await blocker.query('rollback')
  blocker.release()
  expect(await store.openSession().load(Todo, 0)).toBeNull()
  expect((await store.openSession().load(Todo, 1))?.name).toBe('before')
})

test('a unit whose answer was lost is not written twice', async () => {
  const proxy = await countingProxy(store.url)
  const through = openStoreAt(proxy.url, { max: 1 })
  const session = through.openSession()
  session.insert(Todo, new Todo({ id: 2, name: 'x' }))
  await session.saveChanges()
  const revisions = async () => {
    const { rows } = await store.pool.query<{ revision: number }>(
      'select revision from critter.doc_todo where id = 2',
    )
    return rows.map(({ revision }) => revision)
  }
  const [first] = await revisions()

  proxy.loseAnswers()
  session.store(Todo, new Todo({ id: 2, name: 'y' }))

  await expect(session.saveChanges()).rejects.toThrow('may or may not have been committed')
  await through.close()
  await proxy.close()
  await expect.poll(revisions).toEqual([first! + 1])
})

test('a server that takes no more connections is unavailable, not broken', () => {
  const refused = Object.assign(new Error('sorry, too many clients already'), {
    severity: 'FATAL',
    code: '53300',
  })

  expect(describeConnectionError(refused, store.url)).toBeInstanceOf(DatabaseUnavailableError)
})

test('a syntax error and a failing statement leave the connection usable', async () => {
  const pool = connect({ connectionString: store.url, max: 1 })

  await expect(
    flush(pool, [select('select 1'), select('selec'), select('select 3')]),
  ).rejects.toMatchObject({
    code: 'ERR_STATEMENT',
    sqlState: '42601',
    index: 1,
    message: expect.stringContaining('statement 2 of 3, "selec"') as string,
  })
  await expect(flush(pool, [select('select 1 / 0')])).rejects.toMatchObject({ sqlState: '22012' })
  expect(await flush(pool, [select('select 1'), select('select 2, null')])).toEqual([
    [['1']],
    [['2', null]],
  ])
  expect(pool.totalCount).toBe(1)
  await pool.end()
})

test('a value that cannot be sent costs the connection, not the pool', async () => {
  const pool = connect({ connectionString: store.url, max: 1 })
  const unsendable = { statement: statements.statement('select $1::text'), values: [{} as never] }

  await expect(flush(pool, [unsendable])).rejects.toThrow()

  expect(await flush(pool, [select('select 1')])).toEqual([[['1']]])
  await pool.end()
})

test('a closed pool is unavailable', async () => {
  const closed = openStoreAt(store.url)
  await closed.close()

  await expect(closed.openSession().load(Todo, 1)).rejects.toThrow(DatabaseUnavailableError)
})
