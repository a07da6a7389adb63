import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileInput } from '../support/compile-sample.js'
import { runSample, type RunningSample } from '../support/run-sample.js'

let sample: RunningSample

beforeAll(async () => {
  sample = await runSample('reads-bodies-by-schemas')
})
afterAll(() => sample[Symbol.asyncDispose]())

test('a body is what the schema of its type makes of it: transforms and defaults included', async () => {
  const response = await sample.post('/todos', { title: '  milk ', due: '2026-11-22', more: 1 })

  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    title: 'milk',
    done: false,
    due: '2026-11-22T00:00:00.000Z',
  })
})

test('the issues of a schema are violations with pointers', async () => {
  const response = await sample.post('/todos', { title: ' ', done: 'no' })

  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({
    status: 400,
    errors: [
      { pointer: '/title', detail: 'Too small: expected string to have >=1 characters' },
      { pointer: '/done', detail: 'Invalid input: expected boolean, received string' },
    ],
  })
})

test('schemas of members are asked within a body of ours, and all violations are listed together', async () => {
  const good = { list: 'shop', todos: [{ title: ' milk ' }], label: null, titleOrNumber: 7 }
  const bad = { list: 1, todos: [{ title: '' }, 3], label: '', titleOrNumber: '' }

  expect(await (await sample.post('/todos/import', good)).json()).toEqual({
    ...good,
    todos: [{ title: 'milk', done: false }],
  })
  const response = await sample.post('/todos/import', bad)
  expect(response.status).toBe(400)
  const { errors } = (await response.json()) as { readonly errors: { readonly pointer: string }[] }
  expect(errors.map((each) => each.pointer)).toEqual([
    '/list',
    '/todos/0/title',
    '/todos/1',
    '/label',
    '/titleOrNumber',
  ])
})

test('a form is read by the schema of another vendor', async () => {
  const post = (text: string) =>
    sample.send('/todos/search', { method: 'POST', body: new URLSearchParams({ text }) })

  expect(await (await post('milk')).text()).toBe('milk')
  expect((await post('m')).status).toBe(400)
})

test('text that cannot be stored and endless nesting are refused whatever the schema says', async () => {
  const deep = `${'['.repeat(200)}${']'.repeat(200)}`
  const nested = await sample.send('/todos', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"title":${deep}}`,
  })

  expect((await sample.post('/todos', { title: 'a\0b' })).status).toBe(400)
  expect(nested.status).toBe(400)
  expect(sample.logger.entries.filter((each) => each.level === 'error')).toEqual([])
})

test('a constant of the same name that is no schema changes nothing', async () => {
  expect((await sample.post('/plain', { text: 'x' })).status).toBe(200)
  expect((await sample.post('/plain', {})).status).toBe(400)
})

test('a schema may take its time', async () => {
  const response = await sample.post('/names', { name: 'taken' })

  expect(await (await sample.post('/names', { name: 'free' })).text()).toBe('free')
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    errors: [{ pointer: '/name', detail: 'is taken' }],
  })
})

test('a schema that throws is a 500', async () => {
  const response = await sample.post('/names', { name: 'boom' })

  expect(response.status).toBe(500)
})

test('a schema that takes its time within a body is a 500 that says why', async () => {
  const response = await sample.post('/names/all', { names: [{ name: 'free' }] })

  expect(response.status).toBe(500)
  expect(JSON.stringify(sample.logger.entries)).toContain('ERR_ASYNC_SCHEMA')
})

test('a request body is documented as what the schema reads, an answer as what it makes', async () => {
  const { openapi } = await compileInput('test/compiler/samples/reads-bodies-by-schemas')
  const { schemas = {} } = openapi.components ?? {}
  const bodyOf = (path: string) =>
    openapi.paths[path]?.['post']?.requestBody?.content['application/json']?.schema

  expect(bodyOf('/todos')).toEqual({ $ref: '#/components/schemas/CreateTodoInput' })
  expect(schemas['CreateTodoInput']).toEqual({
    type: 'object',
    properties: {
      title: { type: 'string' },
      done: { type: 'boolean' },
      due: { type: 'string' },
    },
    required: ['title'],
  })
  expect(schemas['CreateTodo']).toMatchObject({
    properties: { due: { type: 'string', format: 'date-time' } },
    required: ['title', 'done'],
  })
  expect(bodyOf('/todos/import')).toEqual({ $ref: '#/components/schemas/ImportTodosInput' })
  expect(schemas['ImportTodosInput']).toMatchObject({
    properties: { todos: { items: { $ref: '#/components/schemas/CreateTodoInput' } } },
  })
  expect(bodyOf('/plain')).toEqual({ $ref: '#/components/schemas/Plain' })
})
