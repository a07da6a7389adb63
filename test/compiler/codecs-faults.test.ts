import { expect, test } from 'vitest'
import { compileTypes } from './support/codecs.js'

async function findingsOf(source: string): Promise<readonly string[]> {
  return (await compileTypes(source)).findings
}

test('what is no data is named with the way to it', async () => {
  expect(
    await findingsOf(`
      export interface Order {
        lines: { total: () => number }[]
        price(): number
        extra: unknown
        loose: any
        key: symbol
        pattern: RegExp
        box: object
        bySymbol: { [key: symbol]: number; a: 1 }
        /** @json */
        fine: unknown
      }
    `),
  ).toEqual([
    'type-cannot-cross-boundary: Order.lines.total is a function',
    'type-cannot-cross-boundary: Order.price is a function',
    'type-cannot-cross-boundary: Order.extra is of type unknown',
    'type-cannot-cross-boundary: Order.loose is of type any',
    'type-cannot-cross-boundary: Order.key is of type symbol',
    'type-cannot-cross-boundary: Order.pattern is of type RegExp',
    'type-cannot-cross-boundary: Order.box is of type object',
    'type-cannot-cross-boundary: Order.bySymbol has members that symbols name',
  ])
})

test('a class whose state is not its public data fields cannot be revived', async () => {
  expect(
    await findingsOf(`
      export class A { #x = 1; get x() { return this.#x } }
      export class B { run = () => 1 }
      export class C { accessor a = 1 }
      export class D { a = 1; toJSON() { return { a: this.a } } }
      class Hidden { a = 1 }
      export interface E { hidden: Hidden }
      export class F { a = 1; #secret() { return this.a } use() { return this.#secret() } }
      export class G { static #count = 0; static get count() { return G.#count }; a = 1 }
    `),
  ).toEqual([
    'class-cannot-be-revived: A keeps state in #x, which cannot be restored',
    'class-cannot-be-revived: B.run holds a function',
    'class-cannot-be-revived: C.a is an accessor, whose state cannot be restored',
    'class-cannot-be-revived: D has toJSON(), but no static fromJSON(data) to read it back',
    'class-cannot-be-revived: Hidden is not exported, so nothing can make an instance of it',
    'class-cannot-be-revived: F keeps state in #secret, which cannot be restored',
  ])
})

test('unions whose members look alike in JSON are reported', async () => {
  expect(
    await findingsOf(`
      export interface A { u: string | Date }
      export interface B { u: { a: string } | { a: number } }
      export interface C { u: string[] | [number] }
      export interface D { u: { a: string } | Record<string, string> }
      export interface E { u: { a: string } | { a: string; b: string } }
      export interface Fine { u: { a: string; b?: never } | { b: string; a?: never } }
    `),
  ).toEqual([
    'undecidable-union: The members of the union of A.u look alike in JSON',
    'undecidable-union: The members of the union of B.u look alike in JSON',
    'undecidable-union: The members of the union of C.u look alike in JSON',
    'undecidable-union: The members of the union of D.u look alike in JSON',
    'undecidable-union: The members of the union of E.u look alike in JSON',
  ])
})

test('a type that instantiates for ever is reported', async () => {
  expect(
    await findingsOf(`
      export interface Nest<T> { value: T; next?: Nest<T[]> }
      export interface A { nest: Nest<string> }
      export interface Tree<T> { value: T; children: Tree<T>[] }
      export interface B { tree: Tree<string> }
    `),
  ).toEqual([
    'infinite-type: Nest contains an instance of itself with other type arguments, and so on for ever',
  ])
})

test('undefined does not stand in lists, and tuples have a fixed length', async () => {
  expect(
    await findingsOf(`
      export interface A { list: (string | undefined)[] }
      export interface B { tuple: [string, number?] }
    `),
  ).toEqual([
    'type-cannot-cross-boundary: JSON has no undefined for the elements of A.list',
    'type-cannot-cross-boundary: B.tuple has optional or rest elements',
  ])
})

test('two types of one name and types called like ours get names that do not clash', async () => {
  const { files, findings, codecs } = await compileTypes(`
    export namespace Shop { export interface Item { a: string } }
    export namespace Store { export interface Item { b: string } }
    export interface Violation { pointer: string }
    export interface HTTPRequest { x: number }
    export interface HttpRequest { y: number }
    export interface Date { z: string }
    export interface A { shop: Shop.Item; store: Store.Item; violation: Violation; date: Date; real: globalThis.Date; up: HTTPRequest; low: HttpRequest }
  `)

  expect(findings).toEqual([])
  expect(files.map((each) => each.path)).toEqual(
    expect.arrayContaining(['codecs/http-request.ts', 'codecs/http-request-2.ts']),
  )
  const value = {
    shop: { a: 'a' },
    store: { b: 'b' },
    violation: { pointer: 'p' },
    date: { z: 'z' },
    real: '2026-01-01T00:00:00Z',
    up: { x: 1 },
    low: { y: 2 },
  }
  expect(codecs('A').decode(value)).toEqual({
    value: { ...value, real: new Date(value.real) },
    violations: [],
  })
})

test('output depends on the types alone, not on the order in which they are asked for', async () => {
  const source = `
    export interface A { b: B[]; c: C | null }
    export interface B { a?: A }
    export interface C { tags: string[] }
  `
  const first = await compileTypes(source, { only: ['A', 'B', 'C'] })
  const second = await compileTypes(source, { only: ['C', 'B', 'A'] })

  expect(second.files).toEqual(first.files)
})

test('only functions that somebody asked for are made', async () => {
  const { files } = await compileTypes(
    `export interface A { b: B; n: number } export interface B { x: string } export interface C {}`,
    { only: ['A'], purposes: ['decode'] },
  )

  expect(files.map((each) => each.path)).toEqual(['codecs/a.ts', 'codecs/b.ts'])
  expect(files.map((each) => each.text).join('')).not.toContain('encode')
})
