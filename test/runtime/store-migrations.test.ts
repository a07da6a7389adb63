import { migrate } from 'postgres-migrations'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PgDocumentStore } from '../../packages/runtime/src/documents/pg-document-store.js'
import {
  documentMapping,
  openStoreAt,
  openTestStore,
  Todo,
  type TestStore,
} from '../support/store.js'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
beforeEach(() => store.pool.query('drop schema if exists critter cascade'))

const tables = async () =>
  (
    await store.pool.query<{ table: string }>(
      `select relname as table from pg_class
        where relnamespace = to_regnamespace('critter') and relkind = 'r' order by relname`,
    )
  ).rows.map((row) => row.table)

test('an empty database gets the core tables and those of the documents', async () => {
  await store.migrate()

  expect(await tables()).toEqual([
    'applied_migrations',
    'dead_letters',
    'doc_account',
    'doc_customer',
    'doc_todo',
    'events',
    'inbox',
    'nodes',
    'outbox',
    'queue_messages',
    'snapshots',
    'streams',
  ])
})

test('several processes may start at once, and again', async () => {
  const stores = Array.from({ length: 5 }, () => openStoreAt(store.url, { max: 1 }))

  await Promise.all(stores.map((each) => each.migrate()))
  await Promise.all(stores.map((each) => each.migrate()))

  expect(await tables()).toHaveLength(12)
  await Promise.all(stores.map((each) => each.close()))
})

test('an application that uses postgres-migrations itself keeps its own books', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'critter-migrations-'))
  await writeFile(join(directory, '1_create-mine.sql'), 'create table mine (id int)')
  const client = await store.pool.connect()

  await store.migrate()
  await migrate({ client }, directory)
  await store.migrate()
  await migrate({ client }, directory)

  const mine = await client.query('select name from migrations where id > 0')
  const ours = await client.query('select name from critter.applied_migrations where id > 0')
  client.release()
  await rm(directory, { recursive: true })
  expect(mine.rows).toEqual([{ name: 'create-mine' }])
  expect(ours.rows).toEqual([
    { name: 'create-streams-and-events' },
    { name: 'create-message-tables' },
    { name: 'index-open-rows-only-for-who-says-so' },
    { name: 'order-events-and-keep-snapshots' },
  ])
})

test('a migration leaves the connection as it was', async () => {
  const one = openStoreAt(store.url, { max: 1 })
  await one.migrate()

  const { rows } = await one.pool.query<{ locks: string; path: string }>(
    `select (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
            current_setting('search_path') as path`,
  )

  expect(rows).toEqual([{ locks: '0', path: '"$user", public' }])
  await one.close()
})

const withDocuments = (...documents: unknown[]) =>
  new PgDocumentStore({
    pool: store.pool,
    definition: { documents: documents as never, events: [], aggregates: [] },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    clock: store.clock,
  })

test('a table whose ids are of another type is reported with the way out', async () => {
  await store.migrate()

  await expect(
    withDocuments(documentMapping(Todo, 'todo', 'text')).migrate(),
  ).rejects.toMatchObject({
    code: 'ERR_DOCUMENT_TABLE',
    message:
      'critter."doc_todo" has ids of type double precision, and those of Todo are text. ' +
      'Give the class another @Doc({ name }), or alter the table.',
  })
})

test('two classes that would share a table are reported', async () => {
  class TodoItem {}
  const sharing = withDocuments(
    documentMapping(Todo, 'to-do', 'text'),
    documentMapping(TodoItem, 'to_do', 'text'),
  )

  await expect(sharing.migrate()).rejects.toThrow(
    'Todo and TodoItem would share the table critter."doc_to_do"',
  )
})

test('any name makes a table, however long or unusual', async () => {
  const long = 'a'.repeat(80)
  const odd = withDocuments(
    documentMapping(Todo, `${long}-1`, 'text'),
    documentMapping(class {}, `${long}-2`, 'text'),
    documentMapping(class {}, `Größe"'; drop`, 'text'),
  )

  await odd.migrate()

  const names = (await tables()).filter((name) => name.startsWith('doc_'))
  expect(names).toHaveLength(3)
  expect(new Set(names.map((name) => name.length <= 63))).toEqual(new Set([true]))
})

test('the tables of documents are there as SQL too', () => {
  expect(store.tables.map(({ name }) => name)).toEqual(['doc_todo', 'doc_customer', 'doc_account'])
  expect(store.tables[1]?.statements).toEqual([
    `create table if not exists critter."doc_customer" (
  tenant text collate "C" not null default '',
  id text collate "C" not null,
  data jsonb not null,
  revision int not null,
  updated_at timestamptz not null,
  primary key (tenant, id)
)`,
  ])
})

test('a migration that fails is reported with what went wrong', async () => {
  await store.pool.query('create schema critter; create table critter.streams (id int)')

  await expect(store.migrate()).rejects.toMatchObject({
    code: 'ERR_MIGRATION',
    message: expect.stringContaining('relation "streams" already exists') as string,
  })
})
