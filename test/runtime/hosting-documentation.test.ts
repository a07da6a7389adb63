import type { CommonAppOptions } from '@critter/runtime'
import { critter } from '@critter/runtime/fastify'
import { buildApp, type AppDefinition } from '@critter/runtime/generated'
import fastify from 'fastify'
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { TestDatabase } from '../../packages/runtime/src/testing/test-database.js'
import { emptyDefinition } from './support/adapters.js'
import { endpoint } from './support/sample-endpoints.js'

const document = {
  openapi: '3.1.0',
  info: { title: 'People & <friends>', version: '1.0.0' },
  paths: { '/people': {} },
}
const definition: AppDefinition = {
  ...emptyDefinition,
  openapi: () => Promise.resolve(document),
}

let database: TestDatabase

beforeAll(async () => {
  database = await TestDatabase.reserve()
  await database.create(emptyDefinition)
  return () => database.drop()
})
afterEach(() => {
  vi.unstubAllEnvs()
})

type Own = Parameters<typeof buildApp>[2]

function build(options: CommonAppOptions = {}, own: Own = () => []) {
  const app = buildApp(definition, { database: database.connectionString, ...options }, own)
  onTestFinished(() => app.stop())
  return app
}

type Send = (path: string) => Promise<Response>

const adapters: Readonly<Record<string, (own?: Own) => Promise<{ send: Send; prefix: string }>>> = {
  async fetch(own) {
    const app = build({}, own)
    return { prefix: '', send: (path) => app.fetch(new Request(`http://localhost${path}`)) }
  },
  async listen(own) {
    const { url } = await build({}, own).listen({ port: 0, host: '127.0.0.1' })
    return { prefix: '', send: (path) => fetch(url + path) }
  },
  async plugin(own) {
    const server = fastify()
    onTestFinished(() => server.close())
    await server.register(critter, { app: build({}, own), prefix: '/v1' })
    const url = await server.listen({ port: 0, host: '127.0.0.1' })
    return { prefix: '/v1', send: (path) => fetch(`${url}/v1${path}`) }
  },
}

describe.each(Object.keys(adapters))('behind %s', (name) => {
  test('the document is served, with the prefix it is under', async () => {
    const { send, prefix } = await adapters[name]!()

    const response = await send('/openapi.json')

    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const servers = prefix === '' ? {} : { servers: [{ url: prefix }] }
    expect(await response.json()).toEqual({ ...document, ...servers })
  })

  test('the page and all it needs come from the application', async () => {
    const { send, prefix } = await adapters[name]!()

    const response = await send('/docs')
    const page = await response.text()

    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(page).toContain('<title>People &amp; &lt;friends&gt;</title>')
    const wanted = [...page.matchAll(/(?:src|href)="(?!data:)([^"]+)"|url: '([^']+)'/g)].map(
      ([, tag, script]) => new URL(tag ?? script ?? '', `http://localhost${prefix}/docs`).pathname,
    )
    expect(wanted).toHaveLength(3)
    for (const path of wanted) {
      expect((await send(path.slice(prefix.length))).status, path).toBe(200)
    }
  })

  test('no other file of the package is', async () => {
    const { send } = await adapters[name]!()

    expect((await send('/docs/package.json')).status).toBe(404)
    expect((await send('/docs/..%2fpackage.json')).status).toBe(404)
  })

  test('a path that the application has itself is its own', async () => {
    const { send } = await adapters[name]!(() => [
      endpoint('GET', '/docs', (http) => http.writeText('ours')),
      endpoint('POST', '/openapi.json', (http) => http.writeText('posted')),
    ])

    expect(await (await send('/docs')).text()).toBe('ours')
    expect((await send('/docs/swagger-ui.css')).status).toBe(404)
    expect((await send('/openapi.json')).status).toBe(200)
  })
})

test('with a slash at its end the page finds what it needs, too', async () => {
  const { send } = await adapters['fetch']!()

  const page = await (await send('/docs/')).text()

  expect(page).toContain('href="../docs/swagger-ui.css"')
  expect(page).toContain("url: '../openapi.json'")
})

test('a route of the server itself stands, and does not collide', async () => {
  const server = fastify()
  onTestFinished(() => server.close())
  server.get('/docs', async () => 'the page of the server')
  await server.register(critter, { app: build() })

  expect((await server.inject('/docs')).body).toBe('the page of the server')
  expect((await server.inject('/openapi.json')).statusCode).toBe(200)
})

test.each([
  ['development', undefined, 200],
  ['production', undefined, 404],
  ['production', true, 200],
  ['development', false, 404],
])('in %s with openapi: %s, /openapi.json answers %i', async (environment, openapi, status) => {
  vi.stubEnv('NODE_ENV', environment)
  const app = build(openapi === undefined ? {} : { openapi })

  expect((await app.fetch(new Request('http://localhost/openapi.json'))).status).toBe(status)
})
