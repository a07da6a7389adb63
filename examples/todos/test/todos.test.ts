import { startApp, type TestApp } from '@critter/runtime/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { todosApp } from '../src/app/app.js'
import { ProblemDetailsUsageEndpoint } from '../src/problems/number.endpoint.js'
import type { Todo } from '../src/todos/todo.js'
import { CreateTodoEndpoint } from '../src/todos/todos.endpoints.js'
import { UpdateTodoEndpoint } from '../src/todos/update-todo.endpoint.js'

test('a todo is stored with its new name', () => {
  const todo = { id: 1, name: 'milk', isComplete: false }

  const effect = UpdateTodoEndpoint.put({ name: 'oat milk', isComplete: true }, todo)

  expect(effect.document).toEqual({ id: 1, name: 'oat milk', isComplete: true })
})

test('a new todo answers where it is', () => {
  const [response, insert] = CreateTodoEndpoint.create({ id: 7, name: 'milk' })

  expect(response.location).toBe('/todos/7')
  expect(insert.document).toEqual({ id: 7, name: 'milk', isComplete: false })
  expect(CreateTodoEndpoint.validate({ id: 7, name: ' ' })).toEqual({ name: 'must say something' })
})

test('a number above five is a problem', () => {
  expect(ProblemDetailsUsageEndpoint.before({ number: 6 })?.detail).toBe('Number is bigger than 5')
  expect(ProblemDetailsUsageEndpoint.before({ number: 5 })).toBeUndefined()
})

let app: TestApp

beforeAll(async () => {
  app = await startApp(todosApp)
})
afterAll(() => app.stop())

test('a todo that is created answers 201 with its place and can be read there', async () => {
  const response = await app.post('/todos', { json: { id: 1, name: 'milk' } })

  expect(response.status).toBe(201)
  expect(response.headers.get('location')).toBe('/todos/1')
  expect(response.json()).toEqual({ id: 1, name: 'milk', isComplete: false })
  expect((await app.get('/todos/1')).json()).toEqual({ id: 1, name: 'milk', isComplete: false })
})

test('creating a todo twice is a conflict', async () => {
  await app.post('/todos', { json: { id: 2, name: 'bread' } })

  const response = await app.post('/todos', { json: { id: 2, name: 'other bread' }, status: 409 })

  expect(response.problem().status).toBe(409)
  expect((await app.get('/todos/2')).json<Todo>().name).toBe('bread')
})

test('what validate says is listed', async () => {
  const response = await app.post('/todos', { json: { id: 3, name: ' ' }, status: 400 })

  expect(response.problem()).toMatchObject({
    errors: [{ pointer: '/name', detail: 'must say something' }],
  })
})

test('an update changes the todo, and one of a missing todo is 404', async () => {
  await app.post('/todos', { json: { id: 4, name: 'tea' } })

  const updated = await app.put('/todos/4', { json: { name: 'green tea', isComplete: true } })
  await app.put('/todos/404', { json: { name: 'x', isComplete: true }, status: 404 })

  expect(updated.status).toBe(204)
  expect((await app.get('/todos/4')).json()).toEqual({ id: 4, name: 'green tea', isComplete: true })
})

test('an id that is no number is no todo', async () => {
  await app.get('/todos/four', { status: 404 })
  await app.put('/todos/1e400', { json: { name: 'x', isComplete: true }, status: 404 })
})

test('a body that names another id does not override the route', async () => {
  await app.post('/todos', { json: { id: 5, name: 'salt' } })
  await app.post('/todos', { json: { id: 6, name: 'pepper' } })

  await app.put('/todos/5', { json: { id: 6, name: 'sea salt', isComplete: false } })

  expect((await app.get('/todos/6')).json<Todo>().name).toBe('pepper')
})

test('renaming takes the user from a header and says so when it is missing', async () => {
  await app.post('/todos', { json: { id: 7, name: 'rice' } })

  await app.patch('/todos/7/name', { json: { name: 'basmati' }, headers: { 'x-user': 'alice' } })
  const refused = await app.patch('/todos/7/name', { json: { name: 'basmati' }, status: 400 })

  expect((await app.get('/todos/7')).json<Todo>().name).toBe('basmati (alice)')
  expect(JSON.stringify(refused.problem())).toContain('x-user')
})

test('the list is filtered and paged by the query string', async () => {
  await app.post('/todos', { json: { id: 8, name: 'done' } })
  await app.put('/todos/8', { json: { name: 'done', isComplete: true } })

  const open = (await app.get('/todos', { query: { isComplete: false } })).json<readonly Todo[]>()
  const far = (await app.get('/todos', { query: { page: 9 } })).json<readonly Todo[]>()
  const refused = await app.get('/todos', {
    query: { isComplete: 'maybe', page: 'one' },
    status: 400,
  })

  expect(open.map((each) => each.id)).not.toContain(8)
  expect(far).toEqual([])
  expect(refused.problem()).toMatchObject({
    errors: [{ parameter: 'isComplete' }, { parameter: 'page' }],
  })
})

test('a deleted todo is gone, and deleting it again is 404', async () => {
  await app.post('/todos', { json: { id: 9, name: 'ice' } })

  await app.delete('/todos/9')

  await app.get('/todos/9', { status: 404 })
  await app.delete('/todos/9', { status: 404 })
})

test('a number above five answers 400 before the endpoint runs', async () => {
  const refused = await app.post('/problems', { json: { number: 6 }, status: 400 })
  const accepted = await app.post('/problems', { json: { number: 5 } })

  expect(refused.problem().detail).toBe('Number is bigger than 5')
  expect(accepted.text).toBe('Ok')
})
