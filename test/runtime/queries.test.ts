import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  CompiledListQuery,
  CompiledQuery,
  CursorPage,
  DocumentSession,
} from '@critter/runtime'
import { runInMemory } from '@critter/runtime/testing'
import { compileSources, type CompiledSources } from '../support/compiled-queries.js'
import { openStoreWith, type TestStore } from '../support/store.js'
import type * as Expressions from './queries/expressions.js'
import type * as Operators from './queries/operators.js'
import type * as Things from './queries/thing.js'
import { askedValues, ownerValues, thingValues } from './support/query-values.js'

// Queries that the real compiler has compiled, over random documents and parameters: what `runInMemory` answers is what
// Postgres answers, in the same order.
let sources: CompiledSources
let store: TestStore
let things: typeof Things
let expressions: typeof Expressions
let operators: typeof Operators

beforeAll(async () => {
  sources = await compileSources('test/runtime/queries', 'queries')
  things = await sources.import('thing.ts')
  expressions = await sources.import('expressions.ts')
  operators = await sources.import('operators.ts')
  store = await openStoreWith(sources.definition)
}, 120_000)
afterAll(async () => {
  await store.close()
  sources.remove()
})

type ListQuery = CompiledListQuery<Things.Thing, unknown>
type ValueQuery = CompiledQuery<Things.Thing, unknown>
type QueryClass<Q> = new (asked: ConstructorParameters<typeof Things.Asked>[0]) => Q

/** They end in pages behind cursors, which are made otherwise in memory. */
const walked: ReadonlySet<string> = new Set(['ByText', 'ByNumberDown', 'ByMissing', 'ByOwner'])

const tenants = { count: 0 }

interface World {
  readonly session: DocumentSession
  readonly documents: readonly Things.Thing[]
  readonly owners: readonly Things.Owner[]
  readonly related: ReadonlyMap<typeof Things.Owner, readonly Things.Owner[]>
  readonly asked: ConstructorParameters<typeof Things.Asked>[0]
}

/** Stores random documents under a tenant of their own, and asks. */
async function inRandomWorlds(
  check: (world: World) => Promise<void>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(thingValues, ownerValues, askedValues, async (values, ownersOf, asked) => {
      const documents = values.map((each) => new things.Thing(each))
      const owners = ownersOf.map((each) => new things.Owner(each))
      const session = store.openSession({ tenant: `world ${tenants.count++}` })
      for (const each of documents) session.store(things.Thing, each)
      for (const each of owners) session.store(things.Owner, each)
      await session.saveChanges()
      await check({ session, documents, owners, related: new Map([[things.Owner, owners]]), asked })
    }),
    { numRuns },
  )
}

/** What both answer, or that both refuse. */
async function bothAnswers(query: ListQuery & ValueQuery, { session, documents, related }: World) {
  const inMemory = await outcome(() => runInMemory(query, documents, related))
  const inPostgres = await outcome(() => session.query(query))
  return { inMemory, inPostgres }
}

async function outcome(ask: () => unknown): Promise<unknown> {
  try {
    return await ask()
  } catch (error) {
    return { refused: (error as Error).constructor.name, message: (error as Error).message }
  }
}

test('every expression means in Postgres what it means in memory', async () => {
  const queries = Object.entries(expressions) as unknown as [
    string,
    QueryClass<ListQuery & ValueQuery>,
  ][]
  expect(queries.length).toBeGreaterThan(90)

  await inRandomWorlds(async (world) => {
    const answers = await Promise.all(
      queries.map(async ([name, Query]) => {
        const { inMemory, inPostgres } = await bothAnswers(new Query(world.asked), world)
        return { name, inMemory: idsOf(inMemory), inPostgres: idsOf(inPostgres) }
      }),
    )

    const actual = answers.map(({ name, inPostgres }) => [name, inPostgres])
    expect(actual).toEqual(answers.map(({ name, inMemory }) => [name, inMemory]))
  }, 60)
}, 240_000)

function idsOf(answer: unknown): unknown {
  return Array.isArray(answer) ? answer.map((each: Things.Thing) => each.id) : answer
}

test('every operator does in Postgres what it does in memory', async () => {
  const queries = Object.entries(operators).filter(([name]) => !walked.has(name)) as unknown as [
    string,
    QueryClass<ListQuery & ValueQuery>,
  ][]

  await inRandomWorlds(async (world) => {
    const answers = await Promise.all(
      queries.map(async ([name, Query]) => {
        return { name, ...(await bothAnswers(new Query(world.asked), world)) }
      }),
    )

    const actual = answers.map(({ name, inPostgres }) => [name, inPostgres])
    expect(actual).toEqual(answers.map(({ name, inMemory }) => [name, inMemory]))
  }, 60)
}, 240_000)

describe('pages behind cursors', () => {
  test.each(['ByText', 'ByNumberDown', 'ByMissing', 'ByOwner'] as const)(
    '%s',
    async (name) => {
      await inRandomWorlds(async (world) => {
        const { session, documents, related, asked } = world
        const ask = (cursor: string | null): CompiledQuery<Things.Thing, CursorPage<unknown>> =>
          Object.assign(new operators[name](asked), {
            size: 2,
            ...(cursor === null ? {} : { cursor }),
          })
        const inMemory = await walk((cursor) =>
          runInMemory(ask(cursor), documents, related as never),
        )
        const inPostgres = await walk((cursor) => session.query(ask(cursor)))

        expect(inPostgres).toEqual(inMemory)
      }, 15)
    },
    120_000,
  )
})

async function walk(
  page: (cursor: string | null) => CursorPage<unknown> | Promise<CursorPage<unknown>>,
): Promise<readonly unknown[]> {
  const found: unknown[] = []
  let cursor: string | null = null
  do {
    const { items, next }: CursorPage<unknown> = await page(cursor)
    found.push(...items)
    cursor = next
  } while (cursor !== null)
  return found
}
