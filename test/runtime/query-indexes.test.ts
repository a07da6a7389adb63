import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  copy,
  DocumentNotUniqueError,
  InvalidValueError,
  type CompiledListQuery,
} from '@critter/runtime'
import type { AnyQueryPlan } from '../../packages/runtime/src/documents/query-plan.js'
import type { Value } from '../../packages/runtime/src/postgres/statement.js'
import { compileSources, type CompiledSources } from '../support/compiled-queries.js'
import { openStoreAt, openStoreWith, type TestStore } from '../support/store.js'
import type * as Shops from './query-indexes/shop.js'

let sources: CompiledSources
let store: TestStore
let shops: typeof Shops

beforeAll(async () => {
  sources = await compileSources('test/runtime/query-indexes', 'query-indexes')
  shops = await sources.import('shop.ts')
  store = await openStoreWith(sources.definition)
}, 120_000)
afterAll(async () => {
  await store.close()
  sources.remove()
})

const shop = (id: string, email: string | null) =>
  new shops.Shop({
    id,
    city: 'Oslo',
    opens: 8,
    email,
    tags: ['new', id],
    since: new Date('2026-01-01T00:00:00Z'),
    address: { floor: 1 },
  })

test('a document with the unique values of another one is refused, and nothing of its unit is written', async () => {
  const first = store.openSession()
  first.insert(shops.Shop, shop('a', 'a@example.org'))
  first.insert(shops.Shop, shop('b', null))
  first.insert(shops.Shop, shop('c', null))
  await first.saveChanges()

  const second = store.openSession()
  second.store(shops.Shop, shop('b', 'b@example.org'))
  second.store(shops.Shop, shop('d', 'a@example.org'))
  const refused = await second.saveChanges().catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(DocumentNotUniqueError)
  expect(refused).toMatchObject({ documentType: 'Shop', members: ['email'], kind: 'document' })
  expect(await store.openSession().load(shops.Shop, 'b')).toEqual(shop('b', null))
})

test('a text that no index can hold is the mistake of whoever sent it', async () => {
  const session = store.openSession()
  // What repeats itself would be compressed.
  const random = randomBytes(6000).toString('hex')
  session.insert(shops.Shop, copy(shop('long', null), { city: random }))

  const refused = await session.saveChanges().catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(InvalidValueError)
  expect(refused).toMatchObject({ message: expect.stringContaining('a document Shop') as string })
})

test('another tenant may have the same unique values', async () => {
  const other = store.openSession({ tenant: 'other' })
  other.insert(shops.Shop, shop('a', 'a@example.org'))

  await expect(other.saveChanges()).resolves.toBeUndefined()
})

test('indexes are made for tables that are there already, once', async () => {
  const text = "select indexname from pg_indexes where tablename = 'doc_shop'"
  const indexes = async () => (await store.pool.query<{ indexname: string }>(text)).rows
  expect(await indexes()).toHaveLength(6)
  await store.pool.query(
    `do $$ declare each text; begin
       for each in select indexname from pg_indexes where tablename = 'doc_shop' and indexname not like '%pkey' loop
         execute format('drop index critter.%I', each);
       end loop;
     end $$`,
  )

  const again = openStoreAt(store.url, {}, sources.definition)
  await again.migrate()
  await again.migrate()
  await again.close()

  expect(await indexes()).toHaveLength(6)
})

describe('among 100,000 documents', () => {
  beforeAll(async () => {
    await store.pool.query(`
      insert into critter.doc_shop (tenant, id, data, revision, updated_at)
      select 'many', number::text,
             jsonb_build_object('id', number::text, 'city', 'city ' || number, 'opens', number % 24, 'email', number::text,
               'tags', jsonb_build_array('tag ' || number),
               'since', to_char(timestamp '2020-01-01' + number * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
               'address', jsonb_build_object('floor', number)), 1, now()
        from generate_series(1, 100000) as number`)
    await store.pool.query('vacuum analyze critter.doc_shop')
  }, 60_000)

  test.each([
    ['two members', 'ShopsOfCity', { city: 'city 5', hour: 9 }, '_city_opens_', ['5']],
    ['a member within a member', 'ShopsOnFloor', { floor: 7 }, '_address_floor_', ['7']],
    ['a unique member', 'ShopsOfEmail', { email: '8' }, '_email_', ['8']],
    ['the beginning of a text', 'ShopsOfCitiesLike', { prefix: 'city 9999' }, '_city_opens_', 11],
    [
      'a range of dates',
      'ShopsSince',
      { from: new Date('2021-01-01T00:00:00Z'), to: new Date('2021-01-01T05:00:00Z') },
      '_since_',
      5,
    ],
    ['what a list contains', 'ShopsWith', { tag: 'tag 5' }, '_tags_', ['5']],
  ] as const)('%s is found by its index', async (_what, name, asked, index, found) => {
    const { plan, rows } = await explain(new shops[name](asked as never))

    expect(plan).toContain(index)
    expect(plan).not.toContain('Seq Scan')
    expect(typeof found === 'number' ? rows.length : rows).toEqual(found)
  })

  test('what most documents fit is found without an index of its members', async () => {
    const { plan, rows } = await explain(new shops.ShopsOpenAt({ hour: 20 }))

    expect(plan).toMatch(/^(Index Scan using doc_shop_pkey|Sort\b[^]*Seq Scan)/)
    expect(rows).toHaveLength(87_502)
  })

  test('the typed builder is served by the index of a compiled query', async () => {
    const sql = `select data, revision from critter."doc_shop" where tenant = $1::text and (data ->> 'city') collate "C" = $2::text order by id`

    expect(await planOf(sql, ['many', 'city 5'])).toContain('_city_opens_')
  })
})

/** How Postgres runs it, and the ids it finds. */
async function explain(query: CompiledListQuery<Shops.Shop>) {
  const { bind, sql } = sources.definition.queries?.get(query.constructor) as AnyQueryPlan
  const rows = await store.openSession({ tenant: 'many' }).query(query)
  return { plan: await planOf(sql, ['many', ...bind(query)]), rows: rows.map((each) => each.id) }
}

async function planOf(sql: string, values: readonly Value[]): Promise<string> {
  const { rows } = await store.pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...values])
  return rows.map((each) => each['QUERY PLAN']).join('\n')
}
