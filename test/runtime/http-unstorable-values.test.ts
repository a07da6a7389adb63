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

const send = (path: string, tenant?: string): Promise<Response> =>
  app.fetch(
    new Request(`http://localhost${path}`, {
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
