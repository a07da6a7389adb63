import {
  ConcurrencyError,
  DatabaseUnavailableError,
  NotSingleError,
  RuntimeError,
  StreamExistsError,
} from '@critter/runtime'
import { RequiredDataError } from '@critter/runtime/generated'
import { expect, test } from 'vitest'
import { DocumentNotUniqueError } from '../../packages/runtime/src/documents/errors.js'
import { problemOf } from '../../packages/runtime/src/http/failure.js'

test.each([
  [new ConcurrencyError('version', 'changed'), 'ConcurrencyError', 'ERR_CONCURRENCY'],
  [new StreamExistsError('o-1', 'Order'), 'StreamExistsError', 'ERR_STREAM_EXISTS'],
  [
    new DatabaseUnavailableError('away', { host: 'h', port: 1, database: 'd' }),
    'DatabaseUnavailableError',
    'ERR_DATABASE_UNAVAILABLE',
  ],
  [new RequiredDataError('Todo'), 'RequiredDataError', 'ERR_REQUIRED_DATA'],
  [new NotSingleError(2), 'NotSingleError', 'ERR_NOT_SINGLE'],
])('%s has a name and a code', (error, name, code) => {
  expect(error).toBeInstanceOf(RuntimeError)
  expect(error).toMatchObject({ name, code })
  expect(error.stack).toContain(error.message)
})

test('a stream that exists is a conflict that names it', () => {
  const error = new StreamExistsError('o-1', 'Order')

  expect(error).toBeInstanceOf(ConcurrencyError)
  expect(error).toMatchObject({ kind: 'stream-exists', id: 'o-1', aggregateType: 'Order' })
})

test('who sends values that another document has is told which members they are', () => {
  const problem = problemOf(new DocumentNotUniqueError('Book', ['author', 'title']))

  expect(problem).toMatchObject({
    status: 409,
    detail: 'Something else has the same author and title already.',
    extensions: { members: ['author', 'title'] },
  })
})
