import {
  hasErrors,
  toBigInt,
  toBoolean,
  toDate,
  toNumber,
  toText,
} from '@critter/runtime/generated'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptsJson } from '../../packages/runtime/src/http/accepts-json.js'
import { locateSyntaxError } from '../../packages/runtime/src/http/locate-syntax-error.js'

test.each([
  ['0', 0],
  ['-1.5', -1.5],
  ['1e3', 1000],
  ['007', 7],
])('%s is the number %d', (text, value) => {
  expect(toNumber(text)).toBe(value)
})

test.each([
  '',
  ' 1',
  '1 ',
  'abc',
  '1e400',
  '-1e400',
  'NaN',
  'Infinity',
  '0x1',
  '+1',
  '.5',
  '1.',
  '1,5',
  '١',
])('"%s" is no number', (text) => {
  expect(toNumber(text)).toBeUndefined()
})

test('booleans are the two words', () => {
  expect([toBoolean('true'), toBoolean('false')]).toEqual([true, false])
  expect(['', '1', '0', 'True', 'yes', ' true'].map(toBoolean)).toEqual(Array(6).fill(undefined))
})

test('bigints are whole numbers that fit 64 bits', () => {
  expect(toBigInt('-9223372036854775808')).toBe(-9223372036854775808n)
  expect(toBigInt('9223372036854775807')).toBe(9223372036854775807n)
  expect(['9223372036854775808', '', '1.0', '0x1', ' 1'].map(toBigInt)).toEqual(
    Array(5).fill(undefined),
  )
})

test.each([
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22T10:30:00Z', '2026-11-22T10:30:00.000Z'],
  ['2026-11-22T10:30:00.5+02:00', '2026-11-22T08:30:00.500Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
])('%s is the date %s', (text, value) => {
  expect(toDate(text)?.toISOString()).toBe(value)
})

test.each([
  '',
  '22.11.2026',
  '2026-02-29',
  '2026-13-01',
  '2026-11-22T25:00:00Z',
  '2026-11-22T10:30:00',
  '1732270000000',
  'tomorrow',
  '2026-11-22 10:30Z',
])('"%s" is no date', (text) => {
  expect(toDate(text)).toBeUndefined()
})

test('text is what Postgres can store', () => {
  expect(toText('')).toBe('')
  expect(toText('ä😀')).toBe('ä😀')
  expect(toText('a\0b')).toBeUndefined()
  expect(toText('a\ud800b')).toBeUndefined()
})

test('messages that say nothing are no errors', () => {
  const nothing = [{}, [], { name: undefined }, { name: [] }, { name: '' }, null, undefined]

  expect(nothing.map((each) => hasErrors(each as never))).toEqual(nothing.map(() => false))
  expect([['x'], { name: 'x' }, { name: ['x'] }].map((each) => hasErrors(each))).toEqual([
    true,
    true,
    true,
  ])
})

test.each([
  [undefined, true],
  ['', true],
  ['*/*', true],
  ['application/json;q=0', false],
  ['application/json;q=0.001', true],
  ['text/html;q=0.9, application/*;q=0', false],
  ['application/*;q=0, application/json', true],
  ['image/png', false],
])('Accept "%s": JSON is acceptable, %s', (accept, isAccepted) => {
  expect(acceptsJson(accept)).toBe(isAccepted)
})

test.each([
  ['', 1, 1],
  ['{"a":1', 1, 7],
  ['{"a":1,}', 1, 8],
  ['[1,]', 1, 4],
  ['[1 2]', 1, 4],
  ['{a:1}', 1, 2],
  ["{'a':1}", 1, 2],
  ['{"a" 1}', 1, 6],
  ['tru', 1, 1],
  ['01', 1, 2],
  ['"a\nb"', 1, 3],
  ['"a\\x"', 1, 3],
  ['[\n  1,\n  }\n', 3, 3],
  ['{} x', 1, 4],
  ['[}', 1, 2],
])('%j stops being JSON at line %i, column %i', (text, line, column) => {
  expect(locateSyntaxError(text)).toMatchObject({ line, column })
})

test('text that is JSON has no error before its end', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      expect(locateSyntaxError(text).offset).toBe(text.length)
    }),
  )
})
