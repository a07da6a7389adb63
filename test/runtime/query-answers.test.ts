import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { App } from '@critter/runtime'
import { compileSources, type CompiledSources } from '../support/compiled-queries.js'
import { createDatabase, type ThrowAwayDatabase } from '../support/database.js'
import { openStoreAt, type TestStore } from '../support/store.js'
import type * as Parcels from './query-answers/parcel.js'
import { MemoryLogger } from './support/memory-logger.js'
import { ownerValues, parcelValues } from './support/parcel-values.js'

// Endpoints that return a query, whose rows Postgres writes, beside endpoints whose method takes the rows, so that they are
// decoded and encoded: whatever is stored, both answer the same.
let sources: CompiledSources
let database: ThrowAwayDatabase
let store: TestStore
let app: App
let parcels: typeof Parcels
const logger = new MemoryLogger()

beforeAll(async () => {
  sources = await compileSources('test/runtime/query-answers', 'query-answers')
  parcels = await sources.import('parcel.ts')
  database = await createDatabase()
  store = openStoreAt(database.url, {}, sources.definition)
  const { createApp } = await sources.import<{ createApp(options: object): App }>(
    'generated/index.ts',
  )
  app = createApp({ database: database.url, logger })
  await app.start()
}, 120_000)
afterAll(async () => {
  await app.stop()
  await store.close()
  await database.drop()
  sources.remove()
})
beforeEach(empty)

async function empty(): Promise<void> {
  await store.pool.query('truncate critter.doc_parcel, critter.doc_owner, critter.doc_draft')
}

const paths = [
  'Heavy?least=2',
  'Optional',
  'Optional?least2=2',
  'Lightest?least=2',
  'OnlyOne?least=1',
  'SecondPage?least=0',
  'Behind',
  'Summaries?least=2',
  'Weights?least=0',
  'WithOwner?least=0',
]

async function answer(path: string, init?: RequestInit) {
  const response = await app.fetch(new Request(`http://localhost${path}`, init))
  const text = await response.text()
  // Parsed and written again: members keep their order, spaces and the spelling of numbers are nobody's concern.
  const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
  const body = isJson
    ? JSON.stringify(JSON.parse(text), (name, value: unknown) =>
        name === 'requestId' ? undefined : value,
      )
    : text
  return { status: response.status, type: response.headers.get('content-type'), body }
}

async function both(path: string) {
  const [direct, decoded] = await Promise.all([
    answer(`/direct/${path}`),
    answer(`/decoded/${path}`),
  ])
  return { direct, decoded }
}

async function storeAll(
  values: readonly ConstructorParameters<typeof Parcels.Parcel>[0][],
  owners: readonly ConstructorParameters<typeof Parcels.Owner>[0][] = [],
): Promise<void> {
  const session = store.openSession()
  for (const each of values) session.store(parcels.Parcel, new parcels.Parcel(each))
  for (const each of owners) session.store(parcels.Owner, new parcels.Owner(each))
  await session.saveChanges()
}

test('what Postgres writes is what is written of decoded rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      parcelValues(() => parcels),
      ownerValues,
      async (values, owners) => {
        await empty()
        await storeAll(values, owners)

        const answers = await Promise.all(paths.map(both))

        expect(answers.map((each) => each.direct)).toEqual(answers.map((each) => each.decoded))
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test('every endpoint that returns a query is answered by Postgres', () => {
  const direct = [...sources.files].filter(([path]) => path.startsWith('get-direct-'))

  expect(direct.filter(([, text]) => text.includes('readJson'))).toHaveLength(direct.length)
  expect(direct.length).toBeGreaterThan(8)
})

test('members that a class does not declare, and those that are private, stay in the database', async () => {
  const [value] = fc.sample(
    parcelValues(() => parcels, { least: 1 }),
    { seed: 7, numRuns: 1 },
  )[0]!
  await storeAll([
    { ...value!, id: 'p', weight: 3, last: new parcels.Stop('here', new Date(0), 'x') },
  ])
  const { body } = (await both('Heavy?least=0')).direct
  await store.pool.query(`
    update critter.doc_parcel
       set data = jsonb_set(data || '{"undeclared": {"deep": 1}}', '{last,undeclared}', '1')`)

  const { direct, decoded } = await both('Heavy?least=0')

  expect(direct).toEqual(decoded)
  expect(direct.body).toBe(body)
  expect(direct.body).not.toMatch(/undeclared|secret|driver|nobody sees this/)
  const { rows } = await store.pool.query<{ stored: string }>(
    'select data::text as stored from critter.doc_parcel',
  )
  expect(rows[0]?.stored).toMatch(/undeclared/)
  expect(rows[0]?.stored).toMatch(/nobody sees this/)
})

test('a document that lacks what its class declares is no answer', async () => {
  const [value] = fc.sample(
    parcelValues(() => parcels, { least: 1 }),
    { seed: 7, numRuns: 1 },
  )[0]!
  await storeAll([{ ...value!, id: 'p', weight: 3 }])
  for (const member of ['fragile', 'payment', 'stops', 'remarks', "it's"]) {
    await store.pool.query('update critter.doc_parcel set data = data - $1', [member])

    const { direct, decoded } = await both('Heavy?least=0')

    expect([member, direct.status, decoded.status]).toEqual([member, 500, 500])
  }
})

test('an error of a document that lacks something says the query, the class and the member', async () => {
  const [value] = fc.sample(
    parcelValues(() => parcels, { least: 1 }),
    { seed: 7, numRuns: 1 },
  )[0]!
  const last = new parcels.Stop('here', new Date(0), 'x')
  await storeAll([{ ...value!, id: 'p', note: 'o', weight: 3, last }], [{ id: 'o', name: 'Ada' }])
  const before = logger.of('error').length

  await store.pool.query(`update critter.doc_owner set data = data - 'name'`)
  await answer('/direct/WithOwner?least=0')
  await store.pool.query(`update critter.doc_parcel set data = data #- '{last,at}'`)
  await answer('/direct/Heavy?least=0')
  await store.pool.query(`update critter.doc_parcel set data = data - 'weight'`)
  await answer('/direct/Weights?least=0')

  expect(logger.of('error').slice(before)).toMatchObject([
    {
      fields: {
        error: {
          queryType: 'WithOwner',
          documentType: 'Owner',
          pointer: '/name',
          message:
            'The query WithOwner: a document of Owner lacks what the class declares at "/name". ' +
            'Migrate the document, or declare the member optional.',
        },
      },
    },
    { fields: { error: { queryType: 'Heavy', documentType: 'Parcel', pointer: '/last/at' } } },
    { fields: { error: { queryType: 'Weights', documentType: undefined } } },
  ])
})

test('nothing found is a 404 of one, and an empty list of many', async () => {
  expect((await both('Lightest?least=9')).direct).toMatchObject({
    status: 404,
    type: 'application/problem+json; charset=utf-8',
  })
  expect((await both('Heavy?least=9')).direct).toEqual({
    status: 200,
    type: 'application/json; charset=utf-8',
    body: '[]',
  })
  expect((await both('SecondPage?least=0')).direct.body).toBe(
    '{"items":[],"total":0,"number":2,"size":2}',
  )
})

test('a client that refuses JSON, and one that asks for the head, are answered as ever', async () => {
  const refused = await answer('/direct/Heavy?least=0', { headers: { accept: 'text/html' } })
  const head = await answer('/direct/Heavy?least=0', { method: 'HEAD' })
  const cursor = await answer('/direct/Behind?cursor=nonsense')

  expect(refused.status).toBe(406)
  expect(head).toMatchObject({ status: 200, body: '' })
  expect(cursor.status).toBe(400)
})

test('pages behind cursors follow each other', async () => {
  const all = fc.sample(
    parcelValues(() => parcels, { least: 5 }),
    { seed: 3, numRuns: 1 },
  )[0]!
  await storeAll(all)
  const found: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const asked: string = cursor === '' ? '' : `?cursor=${cursor}`
    const { body } = await answer(`/direct/Behind${asked}`)
    const page = JSON.parse(body) as { items: { id: string }[]; next: string | null }
    found.push(...page.items.map((each) => each.id))
    cursor = page.next
  }

  expect(found).toHaveLength(all.length)
  expect(new Set(found).size).toBe(all.length)
})

test('a query of a class that extends the declared one is answered as well', async () => {
  const [value] = fc.sample(
    parcelValues(() => parcels, { least: 1 }),
    { seed: 7, numRuns: 1 },
  )[0]!
  await storeAll([{ ...value!, id: 'p', weight: 3 }])

  const other = await answer('/other')

  expect(other).toEqual(await answer('/decoded/Heavy?least=0'))
})

test('what only TypeScript can write is decoded, and the generated code says why', () => {
  const because = [...sources.files]
    .filter(([path]) => path.startsWith('get-typescript-'))
    .map(([, text]) => /\/\/ (The rows of .*)/.exec(text)?.[1])

  expect(because).toEqual([
    'The rows of Commented are decoded and encoded: Comment can hold others of its kind.',
    'The rows of Heavy are decoded and encoded: another step takes them.',
    'The rows of Priced are decoded and encoded: Money says by toJSON what travels.',
    'The rows of Drafts are decoded and encoded: the chain writes, too.',
  ])
})
