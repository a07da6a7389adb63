import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DocumentNotUniqueError } from '@critter/runtime'
import type { AnyQueryPlan } from '../../packages/runtime/src/documents/query-plan.js'
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
  new shops.Shop({ id, city: 'Oslo', opens: 8, email, tags: ['new', id] })

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

test('another tenant may have the same unique values', async () => {
  const other = store.openSession({ tenant: 'other' })
  other.insert(shops.Shop, shop('a', 'a@example.org'))

  await expect(other.saveChanges()).resolves.toBeUndefined()
})

test('indexes are made for tables that are there already, once', async () => {
  const text = "select indexname from pg_indexes where tablename = 'doc_shop'"
  const indexes = async () => (await store.pool.query<{ indexname: string }>(text)).rows
  expect(await indexes()).toHaveLength(4)
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

  expect(await indexes()).toHaveLength(4)
})

describe('among many documents', () => {
  beforeAll(async () => {
    await store.pool.query(`
      insert into critter.doc_shop (tenant, id, data, revision, updated_at)
      select 'many', number::text,
             jsonb_build_object('id', number::text, 'city', 'city ' || number, 'opens', number % 24, 'email', number::text,
               'tags', jsonb_build_array('tag ' || number)), 1, now()
        from generate_series(1, 5000) as number`)
    await store.pool.query('vacuum analyze critter.doc_shop')
  })

  test.each([
    ['ShopsOfCity', '_city_opens_', ['many', 'city 5', '9']],
    ['ShopsWith', '_tags_', ['many', '["tag 5"]']],
  ] as const)('%s is served by its index', async (name, index, values) => {
    const plan = sources.definition.queries?.get(shops[name]) as AnyQueryPlan

    expect(await explain(plan.sql, values)).toContain(index)
  })

  test('the typed builder is served by the index of a compiled query', async () => {
    const sql = `select data, revision from critter."doc_shop" where tenant = $1::text and (data ->> 'city') collate "C" = $2::text order by id`

    expect(await explain(sql, ['many', 'city 5'])).toContain('_city_opens_')
  })
})

/** How Postgres would run it. */
async function explain(sql: string, values: readonly string[]): Promise<string> {
  const { rows } = await store.pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...values])
  return rows.map((each) => each['QUERY PLAN']).join('\n')
}
