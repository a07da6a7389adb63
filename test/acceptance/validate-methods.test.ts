import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSample, type RunningSample } from '../support/run-sample.js'

// Every shape that a validate method may return, through a compiled endpoint.
let sample: RunningSample

beforeAll(async () => {
  sample = await runSample('validates-by-every-shape')
})
afterAll(() => sample[Symbol.asyncDispose]())

const validate = (what: string, city = 'Graz') =>
  sample.post('/validate', { what, address: { city } })

test('what nobody objects to reaches the endpoint method', async () => {
  const response = await validate('everything')

  expect(response.status).toBe(200)
  expect(await response.text()).toBe('everything is fine')
})

test.each([
  ['problem', 422, { status: 422, detail: 'a problem' }],
  ['void', 409, { status: 409, city: 'Graz' }],
  ['async problem', 403, { status: 403 }],
  ['either problem', 400, { title: 'Either' }],
])('a problem ends the request: %s', async (what, status, body) => {
  const response = await validate(what)

  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject(body)
})

test('a result ends the request with what it says', async () => {
  const missing = await validate('result')
  const redirect = await validate('either result')
  const teapot = await validate('async result')

  expect(missing.status).toBe(404)
  expect(await missing.json()).toMatchObject({ detail: 'no such thing' })
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/elsewhere'])
  expect([teapot.status, await teapot.json()]).toEqual([418, { tea: true }])
})

test.each([
  ['texts', ['is wrong', 'and more']],
  ['readonly texts', ['is wrong']],
  ['async texts', ['is late']],
])('texts are violations of the body itself: %s', async (what, details) => {
  const response = await validate(what)

  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({
    detail: 'The request is not valid.',
    errors: details.map((detail) => ({ pointer: '', detail })),
  })
})

test('errors by member are violations with the pointer of the member', async () => {
  const errorsOf = async (response: Promise<Response>) => {
    const { status, errors } = (await (await response).json()) as Record<string, unknown>
    return { status, errors }
  }

  expect(await errorsOf(validate('errors'))).toEqual({
    status: 400,
    errors: [
      { pointer: '/what', detail: 'is bad' },
      { pointer: '/address', detail: 'no Graz' },
      { pointer: '/address', detail: 'no way' },
    ],
  })
  expect(await errorsOf(validate('async errors'))).toEqual({
    status: 400,
    errors: [{ pointer: '/what', detail: 'is bad' }],
  })
  expect(await errorsOf(validate('x', 'Slash'))).toEqual({
    status: 400,
    errors: [{ pointer: '/a~1b~0c', detail: 'is strange' }],
  })
})

test.each(['stop', 'async stop'])('a %s ends the request without a word', async (what) => {
  const response = await validate(what)

  expect([response.status, await response.text()]).toEqual([204, ''])
})
