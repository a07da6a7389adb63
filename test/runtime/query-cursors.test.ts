import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidCursorError } from '@critter/runtime'
import { Cursor } from '../../packages/runtime/src/documents/cursor.js'
import { problemOf } from '../../packages/runtime/src/http/failure.js'

const cursor = new Cursor('ListShifts by startsAt desc, id', ['text', 'number', 'bigint', 'int8'])
const keys = [
  "it's \\ \u{10ffff}",
  '-1.5e-7',
  '123456789012345678901234567890',
  '-9223372036854775808',
]
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const mark = (JSON.parse(Buffer.from(cursor.write(keys), 'base64url').toString()) as string[])[0]

test('what was written is read, also where keys are missing', () => {
  expect(cursor.read(cursor.write(keys))).toEqual(keys)
  expect(cursor.read(cursor.write([null, null, null, '1']))).toEqual([null, null, null, '1'])
})

describe('a cursor is refused', () => {
  test.each([
    ['that is empty', ''],
    ['that is no base64url', "'; drop table critter.doc_shift; --"],
    ['that is no JSON', Buffer.from('[').toString('base64url')],
    ['that is no list', encode({ 0: mark })],
    [
      'of another query',
      new Cursor('ListShifts by id', ['text', 'number', 'bigint', 'int8']).write(keys),
    ],
    ['with too few keys', encode([mark, 'a', '1', '1'])],
    ['with too many keys', encode([mark, ...keys, '1'])],
    ['without an id', encode([mark, 'a', '1', '1', null])],
    ['with a number that is none', encode([mark, 'a', "1'", '1', '1'])],
    ['with a bigint that is none', encode([mark, 'a', '1', '1.5', '1'])],
    ['with an id beyond 64 bits', encode([mark, 'a', '1', '1', '9223372036854775808'])],
    ['with text that Postgres cannot hold', encode([mark, '\0', '1', '1', '1'])],
    ['with half a surrogate pair', encode([mark, '\ud800', '1', '1', '1'])],
    ['with keys that are no text', encode([mark, 1, '1', '1', '1'])],
    ['that is endless', 'a'.repeat(20_000)],
  ])('%s', (_, text) => {
    expect(() => cursor.read(text)).toThrow(InvalidCursorError)
  })

  test('whatever it is, as a mistake of the client', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((each) => encode(each)),
        ),
        (text) => {
          expect(() => cursor.read(text)).toThrow(InvalidCursorError)
        },
      ),
    )
    expect(problemOf(new InvalidCursorError('it cannot be read'))?.status).toBe(400)
  })
})
