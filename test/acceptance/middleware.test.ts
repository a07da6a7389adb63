import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runSample, type RunningSample } from '../support/run-sample.js'

// Middleware around requests, as its compiled code does it.
let sample: RunningSample

beforeAll(async () => {
  sample = await runSample('wraps-requests-in-middleware')
})
afterAll(() => sample[Symbol.asyncDispose]())
beforeEach(async () => {
  await takeTrace()
})

async function takeTrace(): Promise<unknown> {
  return (await sample.send('/trace')).json()
}

test('the first registered is outermost: its before runs first, its after and finally last', async () => {
  const response = await sample.send('/ordered')

  expect(await response.text()).toBe('done')
  expect(await takeTrace()).toEqual([
    'outer before',
    'inner before 1',
    'own before',
    'decision',
    'own after',
    'inner after 2',
    'outer after',
    'own afterCommit',
    'inner afterCommit 3',
    'outer afterCommit',
    'inner finally 4',
    'outer finally',
  ])
})

test('one instance of a middleware lives as long as one execution', async () => {
  await sample.send('/ordered')
  await sample.send('/ordered')

  expect(await takeTrace()).toEqual(
    expect.not.arrayContaining(['inner before 5', 'inner finally 8']),
  )
})

test.each([
  ['problem', 403, { detail: 'closed' }],
  ['result', 404, { detail: 'nothing here' }],
  ['errors', 400, { errors: [{ pointer: '/how', detail: 'is wrong' }] }],
  ['texts', 400, { errors: [{ pointer: '', detail: 'is wrong' }] }],
])('a middleware ends the request before the decision: %s', async (how, status, body) => {
  const response = await sample.send(`/gated?how=${how}`)

  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject(body)
  expect(await takeTrace()).toEqual(['gate finally'])
})

test('a middleware that says stop ends the request without an answer of its own', async () => {
  const response = await sample.send('/gated?how=stop')

  expect(response.status).toBe(204)
  expect(await takeTrace()).toEqual(['gate finally'])
})

test('a middleware that lets everything through is not seen', async () => {
  const response = await sample.send('/gated')

  expect(await response.text()).toBe('through')
  expect(await takeTrace()).toEqual(['decision', 'gate finally'])
})

test('a replaced request reaches what stands further inside, and nobody further out', async () => {
  const response = await sample.post('/greetings', { name: '  ada ' })

  expect(await response.text()).toBe('hello ADA')
  expect(await takeTrace()).toEqual(['trimmed "ada"', 'arrived "  ada "'])
})

test('what a middleware returns is disposed at the end, the last first, then the middleware', async () => {
  const response = await sample.send('/leased')

  expect(await response.text()).toBe('leased')
  expect(await takeTrace()).toEqual(['span ended', 'lease 1 ended', 'leasing ended'])
})

test('it is disposed when the decision throws as well', async () => {
  const response = await sample.send('/leased?how=throw')

  expect(response.status).toBe(409)
  expect(await takeTrace()).toEqual(['span ended', 'lease 1 ended', 'leasing ended'])
})

test('what was not made is not disposed', async () => {
  const response = await sample.send('/leased?how=none')

  expect(await response.text()).toBe('not leased')
  expect(await takeTrace()).toEqual(['span ended', 'leasing ended'])
})

test.each([
  ['late', 410, 'late: too late'],
  ['order', 409, 'order: no such order'],
  ['range', 400, 'inner: too far'],
])('an error is answered by the method that knows it best: %s', async (how, status, detail) => {
  const response = await sample.send(`/failing/${how}`)

  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ detail })
  expect(await takeTrace()).toEqual([])
})

test('a method that answers nothing lets the error go on', async () => {
  const answered = await sample.send('/failing/answered')
  const unanswered = await sample.send('/failing/other')

  expect([answered.headers.get('x-request-id'), answered.status]).toEqual([null, 500])
  expect(unanswered.status).toBe(500)
  expect(unanswered.headers.get('x-request-id')).not.toBeNull()
  expect(await takeTrace()).toEqual(['any: answered', 'any: other'])
})
