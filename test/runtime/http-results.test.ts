import {
  accepted,
  AcceptResponse,
  Continue,
  created,
  CreationResponse,
  type HttpContext,
  HttpResult,
  NoProblems,
  problem,
  ProblemDetails,
  ProblemError,
  Results,
} from '@critter/runtime'
import { expect, test } from 'vitest'

test('a problem has what it was made with', () => {
  const full = problem({ status: 400, detail: 'Not so', extensions: { id: 1 } })

  expect(full).toBeInstanceOf(ProblemDetails)
  expect(full).toMatchObject({
    status: 400,
    detail: 'Not so',
    title: undefined,
    extensions: { id: 1 },
  })
  expect(problem({ status: 404 }).extensions).toEqual({})
})

test.each([0, 99, 199, 600, 404.5, NaN])('a problem of status %d is refused', (status) => {
  expect(() => problem({ status })).toThrow('A problem has a status from 200 to 599')
})

test('a thrown problem says its detail, its title or its status', () => {
  expect(new ProblemError({ status: 409, detail: 'Full' }).message).toBe('Full')
  expect(new ProblemError({ status: 409, title: 'No' }).message).toBe('No')
  expect(new ProblemError({ status: 409 }).message).toBe('Conflict')
})

test('answers know their location and body', () => {
  expect(created('/todos/1')).toEqual(new CreationResponse('/todos/1'))
  expect(created('/todos/1', { id: 1 }).body).toEqual({ id: 1 })
  expect(accepted('/jobs/1', 5)).toEqual(new AcceptResponse<number>('/jobs/1', 5))
})

test('results know their status', () => {
  const results = [
    Results.ok(),
    Results.noContent(),
    Results.badRequest(),
    Results.notFound(),
    Results.conflict(),
    Results.redirect('/'),
    Results.status(418),
  ]

  expect(results.map(({ status }) => status)).toEqual([200, 204, 400, 404, 409, 302, 418])
  expect(results.every((each) => each instanceof HttpResult)).toBe(true)
})

test('the words for going on are undefined', () => {
  expect([Continue, NoProblems]).toEqual([undefined, undefined])
})

test('a context made by hand is refused with a sentence', () => {
  const http: HttpContext = {
    method: 'GET',
    url: new URL('http://localhost/'),
    headers: new Headers(),
    signal: new AbortController().signal,
    status: 200,
    setHeader() {},
  }

  expect(() => Results.ok({ id: 1 }).execute(http)).toThrow(
    expect.objectContaining({
      code: 'ERR_FOREIGN_CONTEXT',
      message: expect.stringContaining('found one made by hand') as string,
    }),
  )
})
