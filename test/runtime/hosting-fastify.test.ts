import { buildApp } from '@critter/runtime/generated'
import { critter } from '@critter/runtime/fastify'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestDatabase } from '../../packages/runtime/src/testing/test-database.js'
import { emptyDefinition } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { decodePerson, endpoint } from './support/sample-endpoints.js'

// An application inside a server that has a life of its own.
let database: TestDatabase
let server: FastifyInstance

beforeAll(async () => {
  database = await TestDatabase.reserve()
  await database.create(emptyDefinition)
})
afterAll(() => database.drop())
beforeEach(() => void (server = fastify()))
afterEach(() => server.close())

function app() {
  const logger = new MemoryLogger()
  return buildApp(emptyDefinition, { database: database.connectionString, logger }, () => [
    endpoint('GET', '/people', (http) => {
      http.writeText(http.url.pathname)
    }),
    endpoint('POST', '/people', async (http) => {
      const person = await http.readJson(decodePerson)
      if (person !== undefined) http.writeJson(JSON.stringify(person))
    }),
  ])
}

test('bodies of other routes are parsed as before', async () => {
  server.post('/own', async (request) => request.body)
  await server.register(critter, { app: app() })

  const own = await server.inject({ method: 'POST', url: '/own', payload: { a: 1 } })
  const ours = await server.inject({ method: 'POST', url: '/people', payload: { name: 'Ada' } })

  expect(own.json()).toEqual({ a: 1 })
  expect(ours.json()).toEqual({ name: 'Ada' })
})

test('without a prefix unknown paths stay with the server, wrong methods of our paths do not', async () => {
  server.setNotFoundHandler((_request, reply) => reply.code(404).send('the page of the server'))
  await server.register(critter, { app: app() })

  expect((await server.inject('/nowhere')).body).toBe('the page of the server')
  const wrong = await server.inject({ method: 'DELETE', url: '/people' })
  expect(wrong.statusCode).toBe(405)
  expect(wrong.headers['allow']).toBe('GET, HEAD, POST, OPTIONS')
})

test('every method that the server knows is a wrong one at our paths', async () => {
  server.addHttpMethod('PROPFIND')
  await server.register(critter, { app: app() })

  for (const method of ['TRACE', 'QUERY', 'PROPFIND'] as const) {
    const wrong = await server.inject({ method: method as 'GET', url: '/people' })
    expect([method, wrong.statusCode, wrong.headers['allow']]).toEqual([
      method,
      405,
      'GET, HEAD, POST, OPTIONS',
    ])
  }
})

test('a method of one path may be the server’s own', async () => {
  server.delete('/people', async () => 'deleted by the server')
  await server.register(critter, { app: app() })

  expect((await server.inject({ method: 'DELETE', url: '/people' })).body).toBe(
    'deleted by the server',
  )
  expect((await server.inject({ method: 'PUT', url: '/people' })).statusCode).toBe(405)
})

test('under a prefix unknown paths are problems of the application', async () => {
  await server.register(critter, { app: app(), prefix: '/v1' })

  const response = await server.inject('/v1/nowhere')

  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect((await server.inject('/v1/people')).body).toBe('/v1/people')
  expect((await server.inject('/nowhere')).json()).toMatchObject({
    message: 'Route GET:/nowhere not found',
  })
})

test('hooks of the server run, and their errors are its own to answer', async () => {
  server.addHook('onRequest', async (request) => {
    if (request.headers.authorization === undefined)
      throw Object.assign(new Error('who?'), { statusCode: 401 })
  })
  server.addHook('onSend', async (_request, reply) => void reply.header('x-server', 'yes'))
  await server.register(critter, { app: app() })

  const refused = await server.inject('/people')
  const let_in = await server.inject({ url: '/people', headers: { authorization: 'me' } })

  expect(refused.statusCode).toBe(401)
  expect(refused.json()).toMatchObject({ message: 'who?' })
  expect(let_in.statusCode).toBe(200)
  expect(let_in.headers['x-server']).toBe('yes')
})

test('the application starts with the server and stops with it', async () => {
  const ours = app()
  await server.register(critter, { app: ours })
  await server.ready()

  await expect(ours.store.openSession().events.fetchStream('none')).resolves.toEqual([])
  await server.close()

  expect(() => ours.store.openSession()).toThrow('The application has no database connection')
})

test('something that is no application is refused', async () => {
  const registering = server.register(critter, { app: {} as never })

  await expect(Promise.resolve(registering)).rejects.toThrow('Expected an app of createApp()')
  server = fastify()
})
