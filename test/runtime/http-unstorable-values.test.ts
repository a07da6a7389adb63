// Values of a request that cannot be stored or looked for are mistakes of the client.
import { buildApp, toBigInt, toText, type AppDefinition } from '@critter/runtime/generated'
import type { App, CommonAppOptions } from '@critter/runtime'
import { startApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Account, Customer, documentMapping } from '../support/store.js'
import { emptyDefinition } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { endpoint } from './support/sample-endpoints.js'

const definition: AppDefinition = {
  ...emptyDefinition,
  documents: [
    documentMapping(Customer, 'customer', 'text'),
    documentMapping(Account, 'account', 'int8'),
  ],
}
const logger = new MemoryLogger()
let app: App
let stop: () => Promise<void>

beforeAll(async () => {
  const started = await startApp((overrides: CommonAppOptions) => {
    app = buildApp(
      definition,
      { logger, tenant: (http) => http.headers.get('x-tenant') ?? undefined, ...overrides },
      ({ store }) => [
        endpoint('GET', '/customers/:id', async (http) => {
          const found = await store.openFor(http).load(Customer, http.route('id', toText)!)
          if (found === null) http.writeNotFound()
          else http.writeText(found.name)
        }),
        endpoint('PUT', '/customers/:id', async (http) => {
          const session = store.openFor(http)
          session.store(Customer, new Customer({ id: http.route('id', toText)!, name: 'Ada' }))
          await session.saveChanges()
        }),
        endpoint('GET', '/accounts/:id', async (http) => {
          const id = http.route('id', toBigInt)
          const found = id === undefined ? null : await store.openFor(http).load(Account, id)
          if (found === null) http.writeNotFound()
        }),
        // As a body may name it, whose digits are not bounded.
        endpoint('GET', '/large', async (http) => {
          await store.openFor(http).load(Account, 2n ** 70n)
        }),
        endpoint('GET', '/large-query', async (http) => {
          await store
            .openFor(http)
            .query(Account)
            .where('id', '=', 2n ** 70n)
            .toArray()
        }),
      ],
    )
    return app
  })
  stop = () => started.stop()
})
afterAll(() => stop())
beforeEach(() => void logger.entries.splice(0))

const send = (path: string, tenant?: string, method = 'GET'): Promise<Response> =>
  app.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers: tenant === undefined ? {} : { 'x-tenant': tenant },
    }),
  )

test.each([
  ['an id of 600 characters', `/customers/${'x'.repeat(600)}`, undefined, 400],
  ['a bigint beyond 64 bits in the path', `/accounts/${2n ** 70n}`, undefined, 404],
  ['a bigint beyond 64 bits', '/large', undefined, 400],
  ['a bigint beyond 64 bits in a query', '/large-query', undefined, 400],
  ['a tenant of 600 characters', '/customers/a', 'x'.repeat(600), 400],
])('%s is the client’s mistake', async (_, path, tenant, status) => {
  const response = await send(path, tenant)

  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(logger.of('error')).toEqual([])
})

test('an id and a tenant that are as long as they may be fit into the index', async () => {
  const text = (length: number, from: number): string =>
    Array.from({ length }, (_, index) =>
      String.fromCharCode(from + ((index * 7919 + index * index * 31) % 20_000)),
    ).join('')

  const longest = await send(
    `/customers/${encodeURIComponent(text(341, 0x4e00))}`,
    'x'.repeat(512),
    'PUT',
  )
  const longer = await send(
    `/customers/${encodeURIComponent(text(512, 0x4e00))}`,
    'x'.repeat(512),
    'PUT',
  )

  expect(longest.status).toBe(204)
  expect(longer.status).toBe(400)
})
