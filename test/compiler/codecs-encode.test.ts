import { expect, test } from 'vitest'
import { compileTypes } from './support/codecs.js'

test('exactly the declared members are written', async () => {
  const { codecs } = await compileTypes(`
    export interface User { id: number; name: string; nick?: string; tags: readonly string[] }
    export interface Team { users: readonly User[]; byName: Record<string, User> }
  `)
  const user = {
    id: 1,
    name: 'Ann "A"',
    tags: ['a\\n'],
    passwordHash: 'secret',
    toJSON: () => 'no',
  }

  expect(codecs('User').encode(user)).toBe('{"id":1,"name":"Ann \\"A\\"","tags":["a\\\\n"]}')
  expect(codecs('User').encode({ ...user, nick: undefined })).not.toContain('nick')
  expect(codecs('Team').encode({ users: [user], byName: { 'a"b': { ...user, nick: 'n' } } })).toBe(
    '{"users":[{"id":1,"name":"Ann \\"A\\"","tags":["a\\\\n"]}],' +
      '"byName":{"a\\"b":{"id":1,"name":"Ann \\"A\\"","nick":"n","tags":["a\\\\n"]}}}',
  )
})

test('members may all be left out', async () => {
  const { codecs } = await compileTypes(`
    export interface A { a?: number; b?: string; c: boolean | undefined }
    export interface None {}
    export interface Deep { a?: { b?: Date } }
  `)

  expect(codecs('A').encode({ c: undefined })).toBe('{}')
  expect(codecs('A').encode({ b: 'x', c: false })).toBe('{"b":"x","c":false}')
  expect(codecs('None').encode({ x: 1 })).toBe('{}')
  expect(codecs('Deep').encode({ a: {} })).toBe('{"a":{}}')
})

test('private fields are stored, and never sent', async () => {
  const { codecs, module } = await compileTypes(`
    export class Account {
      id = 'a'
      private pin = '1234'
      protected opened: Date | null = null
      balance = 0
      get double(): number { return this.balance * 2 }
      tell(): string { return this.pin + String(this.opened) }
    }
  `)
  const { encode, encodeStored, revive } = codecs('Account')
  const account = new (module['Account'] as new () => { tell(): string })()

  expect(encode(account)).toBe('{"id":"a","balance":0}')
  expect(encodeStored(account)).toBe('{"id":"a","pin":"1234","opened":null,"balance":0}')
  const revived = revive(JSON.parse(encodeStored(account))) as { tell(): string }
  expect(revived).toEqual(account)
  expect(revived.tell()).toBe('1234null')
})

test('a value that JSON cannot hold is refused with its pointer', async () => {
  const { codecs } = await compileTypes(`
    export interface Line { price: number; at?: Date }
    export interface Order {
      lines: Line[]
      by: Record<string, Line>
      main: Line
      name: string
      flag: boolean
      big?: bigint
      next?: Order
    }
  `)
  const line = { price: 1 }
  const order = { lines: [line], by: {}, main: line, name: 'x', flag: true }
  const { encode, encodeStored } = codecs('Order')
  const failing = (change: object) => () => encode({ ...order, ...change })
  const error = (pointer: string) =>
    expect.objectContaining({ code: 'ERR_UNENCODABLE_VALUE', pointer }) as Error

  expect(failing({ lines: [line, { price: NaN }] })).toThrow(error('/lines/1/price'))
  expect(failing({ by: { 'a/b': { price: Infinity } } })).toThrow(error('/by/a~1b/price'))
  expect(failing({ main: { price: 1, at: new Date('no') } })).toThrow(error('/main/at'))
  expect(failing({ name: undefined })).toThrow(error('/name'))
  expect(failing({ flag: 'yes' })).toThrow(error('/flag'))
  expect(failing({ big: 5 })).toThrow(error('/big'))
  expect(failing({ next: { ...order, name: 3 } })).toThrow(error('/next/name'))
  expect(() => encodeStored({ ...order, name: 'a\\u0000' })).not.toThrow()
  expect(() => encodeStored({ ...order, name: 'a\u0000' })).toThrow(error('/name'))
  expect(() => encodeStored({ ...order, by: { '\ud800': line } })).toThrow(error('/by/\ud800'))
  expect(() => encodeStored({ ...order, name: '\ud800' })).toThrow(error('/name'))
  expect(encode({ ...order, name: '\ud83d\ude00\u0000' })).toContain('😀\\u0000')

  const circle: Record<string, unknown> = { ...order }
  circle['next'] = circle
  expect(() => encode(circle)).toThrow('at most 100 levels of nesting')
})

test('unions are written by what tells them apart', async () => {
  const { codecs } = await compileTypes(`
    export interface Card { type: 'card'; number: string }
    export interface Iban { type: 'iban'; iban: string }
    export enum Kind { A = 'a', B = 'b' }
    export interface A {
      payment: Card | Iban | null
      when: Date | 'never' | string[]
      who: { email: string } | { phone: bigint }
      kind: { kind: Kind.A; a: number } | { kind: Kind.B; b: Date }
      set: Set<Date> | number
    }
  `)
  const at = new Date(0)

  expect(
    codecs('A').encode({
      payment: { type: 'iban', iban: 'x', secret: 1 },
      when: at,
      who: { phone: 1n, secret: 1 },
      kind: { kind: 'b', b: at, a: 1 },
      set: new Set([at]),
    }),
  ).toBe(
    '{"payment":{"type":"iban","iban":"x"},"when":"1970-01-01T00:00:00.000Z","who":{"phone":"1"},' +
      '"kind":{"kind":"b","b":"1970-01-01T00:00:00.000Z"},"set":["1970-01-01T00:00:00.000Z"]}',
  )
  expect(() => codecs('A').encode({ payment: { type: 'cash' } })).toThrow(
    'at "/payment": expected an object whose "type" is one of "card", "iban", found a value of type object',
  )
})

test('stored data is revived without being checked, also that of an older class', async () => {
  const { codecs, module } = await compileTypes(`
    export class Item {
      constructor(readonly sku: string, readonly addedAt: Date) {}
      name(): string { return this.sku }
    }
    export class Order {
      id = ''
      items: readonly Item[] = []
      shippedAt: Date | null = null
      total = 0n
      newer?: string
      newest = new Date(0)
      byDay = new Map<string, Date>()
    }
  `)
  const { revive } = codecs('Order')
  const order = revive({
    id: 5,
    items: [{ sku: 's', addedAt: '2026-01-01T00:00:00.000Z' }],
    shippedAt: null,
    total: '12',
    byDay: [['mon', '2026-01-01T00:00:00.000Z']],
    gone: true,
  }) as { items: { name(): string }[] }

  expect(order).toBeInstanceOf(module['Order'])
  expect(order.items[0]!.name()).toBe('s')
  expect(order).toEqual({
    id: 5,
    items: [{ sku: 's', addedAt: new Date('2026-01-01T00:00:00Z') }],
    shippedAt: null,
    total: 12n,
    byDay: new Map([['mon', new Date('2026-01-01T00:00:00Z')]]),
  })
  expect('newer' in order).toBe(false)
  const error = (pointer: string) =>
    expect.objectContaining({ code: 'ERR_UNREADABLE_DATA', pointer }) as Error
  expect(() => revive({ items: [{ sku: 's', addedAt: 'soon' }] })).toThrow(
    error('/items/0/addedAt'),
  )
  expect(() => revive({ items: 3 })).toThrow(error('/items'))
  expect(() => revive(null)).toThrow(error(''))
})

test('text of a request is parsed as enums, literals and constrained values', async () => {
  const { codecs } = await compileTypes(
    `
    export enum Color { Red = 'red', Blue = 'blue' }
    export type Size = 'small' | 'large'
    export type Page = 1 | 2 | 'last'
    /** @minimum 1 @integer */
    export type Count = number
    /** @format uuid */
    export type Id = string
    export type Either = number | 'none'
    export type Flag = boolean
    export type Plain = string
  `,
    { purposes: ['parse'] },
  )
  const parse = (name: string, ...texts: string[]) => texts.map((each) => codecs(name).parse(each))

  expect(parse('Color', 'red', 'green', 'Red')).toEqual(['red', undefined, undefined])
  expect(parse('Size', 'large', '')).toEqual(['large', undefined])
  expect(parse('Page', '1', 'last', '3')).toEqual([1, 'last', undefined])
  expect(parse('Count', '3', '0', '1.5', 'x')).toEqual([3, undefined, undefined, undefined])
  expect(parse('Id', '0190b6e2-1111-7abc-8def-0123456789ab', 'x')).toEqual([
    '0190b6e2-1111-7abc-8def-0123456789ab',
    undefined,
  ])
  expect(parse('Either', '5', 'none', 'x')).toEqual([5, 'none', undefined])
  expect(parse('Flag', 'true', 'yes')).toEqual([true, undefined])
  expect(parse('Plain', 'x', '\u0000')).toEqual(['x', undefined])
})

test('an object is told from the others by its own fields, not by getters and what every object inherits', async () => {
  const { codecs, module } = await compileTypes(`
    export class Square {
      side = 1
      get area(): number { return 99 }
    }
    export class Blob2 { area = 2 }
    export interface Named { name: string }
    export type Shapes = (Blob2 | Square)[]
    export type Mixed = Named | Blob2 | Square
    export type Made = { constructor: string } | { b: number }
  `)
  const make = (name: string) => new (module[name] as new () => object)()
  const shapes = [make('Square'), make('Blob2')]
  class Person {
    get name(): string {
      return 'Ann'
    }
  }

  expect(codecs('Shapes').encode(shapes)).toBe('[{"side":1},{"area":2}]')
  expect(codecs('Shapes').encodeStored(shapes)).toBe('[{"side":1},{"area":2}]')
  expect(codecs('Mixed').encode(make('Square'))).toBe('{"side":1}')
  // What an interface asks for may come from a getter.
  expect(codecs('Mixed').encode(new Person())).toBe('{"name":"Ann"}')
  expect(codecs('Made').encode({ b: 1 })).toBe('{"b":1}')
  expect(codecs('Made').encode({ constructor: 'x' })).toBe('{"constructor":"x"}')
})

test('a class that says how it travels is told by being one, not by what travels', async () => {
  const { codecs, module } = await compileTypes(`
    export class Money {
      #cents: number
      constructor(cents: number) { this.#cents = cents }
      static fromJSON(data: { amount: number }): Money { return new Money(data.amount * 100) }
      toJSON(): { amount: number } { return { amount: this.#cents / 100 } }
    }
    export class Tagged {
      #text: string
      constructor(text: string) { this.#text = text }
      static fromJSON(data: { kind: 'tagged'; text: string }): Tagged { return new Tagged(data.text) }
      toJSON(): { kind: 'tagged'; text: string } { return { kind: 'tagged', text: this.#text } }
    }
    export type Paid = Money | { iban: string }
    export type Any = { kind: 'plain' } | Tagged
  `)
  const make = (name: string, value: unknown) =>
    new (module[name] as new (value: unknown) => object)(value)

  expect(codecs('Paid').encode(make('Money', 150))).toBe('{"amount":1.5}')
  expect(codecs('Paid').encode({ iban: 'DE' })).toBe('{"iban":"DE"}')
  expect(codecs('Any').encode(make('Tagged', 'x'))).toBe('{"kind":"tagged","text":"x"}')
  expect(codecs('Any').encode({ kind: 'plain' })).toBe('{"kind":"plain"}')
})
