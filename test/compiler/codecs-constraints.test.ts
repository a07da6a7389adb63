import { expect, test } from 'vitest'
import { compileTypes } from './support/codecs.js'

test('constraints are found on members of one line, on aliases, and through other types', async () => {
  const { codecs, findings } = await compileTypes(`
    /** At least two letters. @minLength 2 */
    export type Name = string
    export type Short = Name
    export interface A { /** @minLength 1 */ first: string; /** @minimum 1 */ count: number; plain: string /** @maxLength 3 */; last: Name }
    export type Picked = Pick<A, 'first'>
    export interface Indexed { first: A['first']; last: (A['last']) }
    export interface B {
      /**
       * Up to five of them, for instance {@link A} or \`@pattern\`.
       *
       * @minItems 1
       * @maxItems 2 no more
       * @uniqueItems
       * @example ['a']
       */
      names: Short[]
      /** @pattern ^[^@]+@[^@]+$ */
      mail?: string | null
      /** @maximum 10 */
      big: bigint
      /** @minLength 4 */
      longer: Name
    }
  `)

  expect(findings).toEqual([])
  expect(codecs('A').decode({ first: '', count: 0, plain: 'abcd', last: 'a' }).violations).toEqual([
    '/first expected at least 1 character',
    '/count expected at least 1',
    '/last expected at least 2 characters',
  ])
  expect(codecs('Picked').decode({ first: '' }).violations).toEqual([
    '/first expected at least 1 character',
  ])
  expect(codecs('Indexed').decode({ first: '', last: 'a' }).violations).toEqual([
    '/first expected at least 1 character',
    '/last expected at least 2 characters',
  ])
  const { decode } = codecs('B')
  expect(
    decode({ names: ['ab', 'ab', 'c'], mail: 'x', big: '11', longer: 'abc' }).violations,
  ).toEqual([
    '/names expected at most 2 items',
    '/names expected no two equal items',
    '/names/2 expected at least 2 characters',
    '/mail expected text that matches ^[^@]+@[^@]+$',
    '/big expected at most 10',
    '/longer expected at least 4 characters',
  ])
  expect(decode({ names: ['ab'], mail: null, big: 3, longer: 'abcd' }).violations).toEqual([])
})

test('every constraint that a value breaks is listed, also beside a format and @integer', async () => {
  const { codecs } = await compileTypes(`
    export interface A {
      /** @integer @minimum 1 */ count: number
      /** @integer @minimum 1 @maximum 3 */ few?: number | null
      /** @format email @maxLength 5 */ mail: string
      /** @format uri @minLength 3 @pattern ^http */ page?: string
      /** @minLength 3 @pattern ^[a-z]+$ */ word: string
      /** @minItems 3 @uniqueItems */ list: readonly Small[]
    }
    /** @integer @maximum 9 */
    export type Small = number
    export type Either = boolean | Small
  `)
  const { decode } = codecs('A')
  const good = { count: 1, few: null, mail: 'a@b.c', word: 'abc', list: [1, 2, 3] }

  expect(decode(good)).toEqual({ value: good, violations: [] })
  expect(
    decode({ count: 0.5, few: 3.5, mail: 'a@b.cd.', page: 'x', word: '1', list: [9.5, 9.5] })
      .violations,
  ).toEqual([
    '/count expected an integer',
    '/count expected at least 1',
    '/few expected an integer or null',
    '/few expected at most 3',
    '/mail expected an email address',
    '/mail expected at most 5 characters',
    '/page expected a URI',
    '/page expected at least 3 characters',
    '/page expected text that matches ^http',
    '/word expected at least 3 characters',
    '/word expected text that matches ^[a-z]+$',
    '/list expected at least 3 items',
    '/list expected no two equal items',
    '/list/0 expected an integer',
    '/list/0 expected at most 9',
    '/list/1 expected an integer',
    '/list/1 expected at most 9',
  ])
  expect(codecs('Either').decode(9.5).violations).toEqual([
    'expected an integer',
    'expected at most 9',
  ])
  // Another type is not asked for more.
  expect(decode({ ...good, count: 'x', mail: 7 }).violations).toEqual([
    '/count expected an integer',
    '/mail expected an email address',
  ])
})

test('lengths count characters as JSON Schema does', async () => {
  const { codecs } = await compileTypes(
    `export interface A { /** @minLength 2 @maxLength 3 */ a: string }`,
  )
  const { decode } = codecs('A')

  expect(['😀', '😀😀', '😀😀😀', '😀😀😀😀'].map((a) => decode({ a }).violations.length)).toEqual([
    1, 0, 0, 1,
  ])
})

test('formats are strict', async () => {
  const { codecs } = await compileTypes(`
    export interface A {
      /** @format uuid */ uuid?: string
      /** @format email */ email?: string
      /** @format uri */ uri?: string
      /** @format date */ date?: string
      /** @format date-time */ time?: string
    }
  `)
  const { decode } = codecs('A')
  const refused = (value: object) => decode(value).violations.length === 1

  expect(
    decode({
      uuid: '0190b6e2-1111-7abc-8def-0123456789AB',
      email: "o'brien+x@mail.example.org",
      uri: 'https://example.org/a?b=%20#c',
      date: '2024-02-29',
      time: '2026-12-31T23:59:59.123456+05:30',
    }).violations,
  ).toEqual([])
  for (const uuid of ['', 'x', '0190b6e2-1111-7abc-8def-0123456789a', 1])
    expect(refused({ uuid }), String(uuid)).toBe(true)
  for (const email of ['', 'a', '@b.c', 'a@b', 'a b@c.d', 'a@b..c'])
    expect(refused({ email }), email).toBe(true)
  for (const uri of ['', 'a', '/a', 'http://', 'http://a b', 'http://a/%zz'])
    expect(refused({ uri }), uri).toBe(true)
  for (const date of [
    '',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '0x26-01-01',
    '2026-01-011',
  ])
    expect(refused({ date }), date).toBe(true)
  for (const time of [
    '2026-01-01',
    '2026-01-01T10:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T10:00:00',
    '2026-02-30T10:00:00Z',
  ])
    expect(refused({ time }), time).toBe(true)
})

test('tags that are unknown or do not fit are reported where they stand', async () => {
  const { diagnostics } = await compileTypes(`
export interface A {
  /** @minlength 1 */
  a: string
  /** @integer @minimun 1 */
  b: number
  /** @minItems 1 */
  c: string
  /** @format phone */
  d: string
  /** @pattern ( */
  e: string
  /** @minimum */
  f: number
  /** @deprecated Ask @bob. @see b @param x @todo */
  g: string
  /** @min 3 */
  h: number
  /** @multipleOf 3 */
  i: number
}
`)

  expect(
    diagnostics.map(
      ({ code, message, help, location }) =>
        `${location.line}:${location.column} ${code} ${message}. ${help.slice(0, 24)}`,
    ),
  ).toEqual([
    '3:7 unknown-constraint @minlength is no constraint. Did you mean @minLength?',
    '5:16 unknown-constraint @minimun is no constraint. Did you mean @minimum?',
    '7:7 unknown-constraint @minItems does not fit the type: it is for arrays. Use one of @minimum @max',
    '9:7 unknown-constraint @format needs one of uuid, email, uri, date, date-time. Use one of @minimum @max',
    '11:7 unknown-constraint @pattern needs a regular expression. Use one of @minimum @max',
    '13:7 unknown-constraint @minimum needs a number. Use one of @minimum @max',
    '17:7 unknown-constraint @min is no constraint. Did you mean @minimum?',
    '19:7 unknown-constraint @multipleOf is no constraint. Use one of @minimum @max',
  ])
})

test('a bigint is compared with every digit of its limit', async () => {
  const { codecs } = await compileTypes(
    `
    export interface A {
      /** @minimum -9007199254740993 @maximum 9007199254740993 */ big: bigint
      /** @maximum 10 */ small?: bigint
      /** @maximum 9007199254740993 */ near?: number
    }
  `,
    { purposes: ['decode'] },
  )
  const { decode } = codecs('A')

  expect(decode({ big: '9007199254740993', small: '10' }).violations).toEqual([])
  expect(decode({ big: '-9007199254740993' }).violations).toEqual([])
  expect(decode({ big: '9007199254740994', small: '11' }).violations).toEqual([
    '/big expected at most 9007199254740993',
    '/small expected at most 10',
  ])
  expect(decode({ big: '-9007199254740994' }).violations).toEqual([
    '/big expected at least -9007199254740993',
  ])
})

test('items are unique as the handler gets them, whatever else was sent with them', async () => {
  const { codecs } = await compileTypes(
    `
    export interface Line { a: number; b?: string }
    export interface A {
      /** @uniqueItems */ lines: Line[]
      /** @uniqueItems */ days?: Date[]
      /** @uniqueItems */ bigs?: readonly { big: bigint; set: Set<bigint> }[]
      /** @uniqueItems */ words?: string[]
    }
  `,
    { purposes: ['decode'] },
  )
  const { decode } = codecs('A')
  const big = (digits: unknown, ...set: unknown[]) => ({ big: digits, set })

  expect(decode({ lines: [{ a: 1 }, { a: 1, z: 2 }] }).violations).toEqual([
    '/lines expected no two equal items',
  ])
  expect(decode({ lines: [{ a: 1 }, { a: 1, b: 'x' }, { a: 2 }] }).violations).toEqual([])
  expect(
    decode({
      lines: [],
      days: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
      bigs: [big('1', '2'), big(1, 2)],
      words: ['a', 'a'],
    }).violations,
  ).toEqual([
    '/days expected no two equal items',
    '/bigs expected no two equal items',
    '/words expected no two equal items',
  ])
  expect(decode({ lines: [], bigs: [big('1', '2'), big('1', '3')] }).violations).toEqual([])
})
