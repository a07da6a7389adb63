import { expect, test } from 'vitest'
import { compileTypes } from './support/codecs.js'

test('a request is read, and every violation of it is listed with its pointer', async () => {
  const { codecs } = await compileTypes(`
    /** @format date */
    export type Day = string
    export type RoomType = 'single' | 'double' | 'king'
    export interface Reserve {
      readonly roomType: RoomType
      readonly from: Day
      readonly guestId: string
      /** @integer @minimum 1 */
      readonly numberOfPeople: number
      readonly note?: string
    }
  `)
  const { decode } = codecs('Reserve')

  expect(
    decode({ roomType: 'king', from: '2026-11-22', guestId: 'g', numberOfPeople: 2, admin: true }),
  ).toEqual({
    value: { roomType: 'king', from: '2026-11-22', guestId: 'g', numberOfPeople: 2 },
    violations: [],
  })
  expect(decode({ roomType: 'suite', from: '2026-02-30', numberOfPeople: 0, note: null })).toEqual({
    value: undefined,
    violations: [
      '/roomType expected one of "single", "double", "king"',
      '/from expected a date such as 2026-11-22',
      '/guestId expected a string, found nothing',
      '/numberOfPeople expected at least 1',
      '/note expected a string',
    ],
  })
  expect(decode([]).violations).toEqual(['expected an object'])
  expect(decode(null).violations).toEqual(['expected an object'])
})

test('pointers lead into lists and objects, with ~ and / escaped', async () => {
  const { codecs } = await compileTypes(`
    export interface Order {
      lines: { sku: string; prices: number[] }[]
      'a/b~c': { deep: boolean }
    }
  `)

  expect(
    codecs('Order').decode({
      lines: [{ sku: 'a', prices: [1, 'x'] }, { sku: 1, prices: [] }, 3],
      'a/b~c': { deep: 'no' },
    }).violations,
  ).toEqual([
    '/lines/0/prices/1 expected a number',
    '/lines/1/sku expected a string',
    '/lines/2 expected an object',
    '/a~1b~0c/deep expected true or false',
  ])
})

test('strings are well-formed and without U+0000, numbers finite', async () => {
  const { codecs } = await compileTypes(`export interface A { text: string; n: number }`)
  const { decode } = codecs('A')

  expect(decode({ text: 'a\u0000b', n: 1 }).violations).toEqual([
    '/text expected well-formed text without U+0000',
  ])
  expect(decode({ text: 'a\ud800', n: 1 }).violations).toEqual([
    '/text expected well-formed text without U+0000',
  ])
  expect(decode(JSON.parse('{"text":"☃😀","n":1e400}')).violations).toEqual([
    '/n expected a number',
  ])
  expect(decode({ text: '☃😀', n: -0.5 }).violations).toEqual([])
})

test('members that every object inherits are looked for in the object itself', async () => {
  const { codecs } = await compileTypes(`
    export interface A { constructor: string; toString?: string; valueOf?: { a: Date } }
  `)
  const { decode } = codecs('A')

  expect(decode({}).violations).toEqual(['/constructor expected a string, found nothing'])
  const { value } = decode(JSON.parse('{"constructor":"x","__proto__":{"admin":true}}'))
  expect(value).toEqual({ constructor: 'x' })
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  expect((value as { admin?: boolean }).admin).toBeUndefined()
})

test('absent, undefined and null are three things', async () => {
  const { codecs } = await compileTypes(`
    export interface A {
      maybe?: string
      nothing: string | null
      either?: string | null
      declared: string | undefined
      when?: Date | null
      inner?: { x: number } | null
    }
  `)
  const { decode } = codecs('A')

  expect(decode({ nothing: null }).value).toStrictEqual({ nothing: null, declared: undefined })
  expect(
    decode({ nothing: 'a', either: null, declared: 'b', when: null, inner: null }).value,
  ).toStrictEqual({ nothing: 'a', either: null, declared: 'b', when: null, inner: null })
  expect(decode({ maybe: null, nothing: 1, when: 2, inner: 3 }).violations).toEqual([
    '/maybe expected a string',
    '/nothing expected a string or null',
    '/when expected a date and time such as 2026-11-22T10:00:00Z or null',
    '/inner expected an object',
  ])
})

test('dates, bigints and bytes are read strictly', async () => {
  const { codecs } = await compileTypes(`
    export interface A { at: Date; big: bigint; bytes: Uint8Array }
  `)
  const { decode } = codecs('A')
  const good = { at: '2026-11-22T10:00:00.5+02:00', big: '9007199254740993', bytes: 'AQID' }

  expect(decode(good).value).toEqual({
    at: new Date('2026-11-22T08:00:00.500Z'),
    big: 9007199254740993n,
    bytes: Uint8Array.of(1, 2, 3),
  })
  expect(decode({ ...good, big: 5 }).value).toMatchObject({ big: 5n })
  for (const at of [
    '2026-02-30T10:00:00Z',
    '2026-11-22',
    '2026-11-22T24:00:00Z',
    '2026-11-22T10:00:00',
    0,
    '',
  ]) {
    expect(decode({ ...good, at }).violations).toEqual([
      '/at expected a date and time such as 2026-11-22T10:00:00Z',
    ])
  }
  for (const big of [1.5, 2 ** 60, '1.0', '', '0x1', ' 1']) {
    expect(decode({ ...good, big }).violations).toEqual([
      '/big expected a whole number in a string',
    ])
  }
  for (const bytes of ['A', 'AQ=D', '!!!!', 3]) {
    expect(decode({ ...good, bytes }).violations).toEqual(['/bytes expected bytes in base64'])
  }
})

test('collections: tuples, records, maps as pairs, sets as lists', async () => {
  const { codecs } = await compileTypes(`
    export interface A {
      pair: [string, Date]
      scores: Record<string, number>
      prices: Map<string, bigint>
      tags: Set<'a' | 'b'>
      byDay: { [day: string]: Date }
      flags: Partial<Record<'x' | 'y', boolean>>
    }
  `)
  const { decode } = codecs('A')

  expect(
    decode({
      pair: ['a', '2026-01-01T00:00:00Z'],
      scores: JSON.parse('{"a":1,"__proto__":2,"constructor":3}') as unknown,
      prices: [
        ['x', '1'],
        ['y', 2],
      ],
      tags: ['a', 'b', 'a'],
      byDay: { monday: '2026-01-01T00:00:00Z' },
      flags: { x: true, z: 1 },
    }).value,
  ).toEqual({
    pair: ['a', new Date('2026-01-01T00:00:00Z')],
    scores: { a: 1, constructor: 3 },
    prices: new Map([
      ['x', 1n],
      ['y', 2n],
    ]),
    tags: new Set(['a', 'b']),
    byDay: { monday: new Date('2026-01-01T00:00:00Z') },
    flags: { x: true },
  })
  expect(
    decode({
      pair: ['a'],
      scores: { 'a/b': 'x' },
      prices: [['x', 'y'], ['z']],
      tags: ['c'],
      byDay: { m: 1 },
      flags: { y: 'no' },
    }).violations,
  ).toEqual([
    '/pair expected an array of 2 items',
    '/scores/a~1b expected a number',
    '/prices/0/1 expected a whole number in a string',
    '/prices/1 expected an array of 2 items',
    '/tags/0 expected one of "a", "b"',
    '/byDay/m expected a date and time such as 2026-11-22T10:00:00Z',
    '/flags/y expected true or false',
  ])
})

test('unions are told apart by a literal, by JSON kind or by a member of their own', async () => {
  const { codecs } = await compileTypes(`
    export interface Card { type: 'card'; number: string }
    export interface Iban { type: 'iban'; iban: string }
    export type Payment = Card | Iban
    export interface A {
      payment: Payment
      limit: number | 'none' | null
      filter: string | string[] | { from: Date }
      who: { email: string } | { phone: string }
      flag: { ok: true; value: number } | { ok: false; error: string }
    }
  `)
  const { decode } = codecs('A')
  const good = {
    payment: { type: 'iban', iban: 'x', number: 'dropped' },
    limit: 'none',
    filter: { from: '2026-01-01T00:00:00Z' },
    who: { phone: '1' },
    flag: { ok: false, error: 'e' },
  }

  expect(decode(good).value).toEqual({
    ...good,
    payment: { type: 'iban', iban: 'x' },
    filter: { from: new Date('2026-01-01T00:00:00Z') },
  })
  expect(decode({ ...good, limit: null, filter: ['a'] }).violations).toEqual([])
  expect(
    decode({ payment: { type: 'cash' }, limit: 'some', filter: 1, who: {}, flag: { ok: true } })
      .violations,
  ).toEqual([
    '/payment/type expected one of "card", "iban"',
    '/limit expected a number, "none" or null',
    '/filter expected a string, an array or an object',
    '/who expected an object with one of "email", "phone"',
    '/flag/value expected a number, found nothing',
  ])
})

test('classes get their prototype back without their constructor', async () => {
  const { codecs, module } = await compileTypes(`
    export class Money {
      readonly amount: number
      private readonly secret = 'initial'
      static made = 0
      constructor(amount: number) { this.amount = amount; Money.made++ }
      get doubled(): number { return this.amount * 2 }
      plus(other: Money): Money { return new Money(this.amount + other.amount) }
      tell(): string { return this.secret }
    }
    export interface Bill { total: Money; tip?: Money }
  `)
  const { value } = codecs('Bill').decode({ total: { amount: 3, secret: 'sent', plus: 1 } })
  const { total } = value as { total: { amount: number; doubled: number } }

  expect(total).toBeInstanceOf(module['Money'])
  expect(total.doubled).toBe(6)
  expect(Object.keys(total)).toEqual(['amount'])
  expect((module['Money'] as { made: number }).made).toBe(0)
})

test('a class can say itself how it travels', async () => {
  const { codecs, module } = await compileTypes(`
    export class Money {
      readonly #cents: number
      constructor(cents: number) { this.#cents = cents }
      static fromJSON(data: { amount: string }): Money {
        const cents = Number(data.amount) * 100
        if (Number.isNaN(cents)) throw new Error('no amount')
        return new Money(cents)
      }
      toJSON(): { amount: string } { return { amount: String(this.#cents / 100) } }
    }
    export interface Bill { total: Money }
  `)
  const { decode, encode, revive } = codecs('Bill')
  const { value } = decode({ total: { amount: '12.5' } })

  expect((value as { total: unknown }).total).toBeInstanceOf(module['Money'])
  expect(encode(value)).toBe('{"total":{"amount":"12.5"}}')
  expect(encode(revive({ total: { amount: '12.5' } }))).toBe('{"total":{"amount":"12.5"}}')
  expect(decode({ total: { amount: 'x' } }).violations).toEqual(['/total expected a valid Money'])
  expect(decode({ total: { amount: 1 } }).violations).toEqual(['/total/amount expected a string'])
})

test('recursive types are read to a depth of 100', async () => {
  const { codecs } = await compileTypes(`
    export interface Comment { text: string; replies: Comment[] }
    export interface Tree { left?: Tree; right?: Tree }
  `)
  const nested = (depth: number): unknown => (depth === 1 ? {} : { left: nested(depth - 1) })

  expect(codecs('Tree').decode(nested(100)).violations).toEqual([])
  expect(codecs('Tree').decode(nested(101)).violations).toEqual([
    `${'/left'.repeat(100)} expected at most 100 levels of nesting`,
  ])
  expect(
    codecs('Comment').decode({ text: 'a', replies: [{ text: 'b', replies: [{ text: 1 }] }] })
      .violations,
  ).toEqual([
    '/replies/0/replies/0/text expected a string',
    '/replies/0/replies/0/replies expected an array, found nothing',
  ])
})

test('computed types are read by their members', async () => {
  const { codecs } = await compileTypes(`
    interface Base { id: string; createdAt: Date }
    export interface Todo extends Base { name: string; done: boolean; owner: { name: string } }
    export type Summary = Pick<Todo, 'id' | 'name'>
    export type Changes = Partial<Omit<Todo, 'id' | 'createdAt'>>
    export type Owner = Todo['owner']
    export type Both = Summary & { extra: number }
    type Nullable<T> = { [K in keyof T]: T[K] | null }
    export type Loose = Nullable<Summary>
    type Unwrap<T> = T extends readonly (infer E)[] ? E : T
    export type Item = Unwrap<{ sku: string }[]>
    export interface Page<T> { items: readonly T[]; next?: Page<T> }
    export type Todos = Page<Summary>
  `)

  expect(codecs('Summary').decode({ id: 'a', name: 'b', done: true }).value).toEqual({
    id: 'a',
    name: 'b',
  })
  expect(codecs('Changes').decode({ done: 'x' }).violations).toEqual([
    '/done expected true or false',
  ])
  expect(codecs('Owner').decode({}).violations).toEqual(['/name expected a string, found nothing'])
  expect(codecs('Both').decode({ id: 'a', name: 'b', extra: 1 }).violations).toEqual([])
  expect(codecs('Loose').decode({ id: null, name: null }).violations).toEqual([])
  expect(codecs('Item').decode({ sku: 1 }).violations).toEqual(['/sku expected a string'])
  expect(
    codecs('Todos').decode({ items: [{ id: 'a', name: 'b' }], next: { items: [1] } }).violations,
  ).toEqual(['/next/items/0 expected an object'])
})

test('enums, brands and template literals keep their rules', async () => {
  const { codecs } = await compileTypes(`
    export enum Color { Red = 'red', Blue = 'blue' }
    export enum Level { Low, High = 5 }
    declare const brand: unique symbol
    export type OrderId = string & { readonly [brand]: 'OrderId' }
    export type Sku = \`sku-\${number}\`
    export interface A { color: Color; level: Level; id: OrderId; sku: Sku; only: Color.Red }
  `)
  const { decode } = codecs('A')
  const good = { color: 'blue', level: 5, id: 'x', sku: 'sku-12', only: 'red' }

  expect(decode(good).value).toEqual(good)
  expect(
    decode({ color: 'green', level: 1, id: 1, sku: 'sku-x', only: 'blue' }).violations,
  ).toEqual([
    '/color expected one of "red", "blue"',
    '/level expected one of 0, 5',
    '/id expected a string',
    '/sku expected text that matches ^sku--?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?$',
    '/only expected "red"',
  ])
})

test('any JSON is taken as it is where it is asked for', async () => {
  const { codecs } = await compileTypes(`
    export interface A {
      /** @json */
      data: unknown
    }
  `)
  const { decode } = codecs('A')

  expect(decode({ data: { a: [1, null, { b: 'c' }] } }).value).toEqual({
    data: { a: [1, null, { b: 'c' }] },
  })
  expect(decode({ data: null }).value).toEqual({ data: null })
  expect(decode({}).violations).toEqual(['/data expected a JSON value, found nothing'])
  expect(decode({ data: { a: ['\u0000', 1 / 0] } }).violations).toEqual([
    '/data/a/0 expected well-formed text without U+0000',
    '/data/a/1 expected a number',
  ])
})

test('a type that holds itself and null keeps its name', async () => {
  const { codecs, findings } = await compileTypes(`
    export type Json = string | null | Json[] | { [k: string]: Json }
    export type Texts = string | null | Texts[]
    export type Nested<T> = T | null | Nested<T>[]
    export interface Holder {
      json: Json
      maybe?: Json
      orNot: Json | undefined
      texts: readonly Texts[]
      days: Nested<Date>
    }
  `)
  const json = { a: [null, 'x', { b: [] }], c: null }
  const value = { json, maybe: null, orNot: 'x', texts: ['a', null, ['b', [null]]], days: [null] }
  const { decode, encode, encodeStored, revive } = codecs('Holder')

  expect(findings).toEqual([])
  expect(decode(value)).toEqual({ value, violations: [] })
  expect(JSON.parse(encode(value))).toEqual(value)
  expect(revive(JSON.parse(encodeStored(value)))).toEqual(value)
  expect(decode({ ...value, json: { a: [1] }, texts: [['a', {}]] }).violations.length).toBe(2)
  const day = new Date(0)
  expect(decode({ ...value, days: [[day.toISOString()]] }).value).toEqual({
    ...value,
    days: [[day]],
  })
  expect(codecs('Json').decode([null, { a: 'x' }]).value).toEqual([null, { a: 'x' }])
  expect(codecs('Json').encode(null)).toBe('null')
})
