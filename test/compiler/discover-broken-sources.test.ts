import { afterEach, expect, test } from 'vitest'
import type { Discovered } from '../../packages/compiler/src/discovery/open-project.js'
import { describeUse } from '../support/describe-use.js'
import { classNamed, codesOf, methodNamed, SourceProject } from '../support/source-project.js'

// Nothing a user writes may throw: it becomes a diagnostic or is left out, and the rest is read all the same.
const projects: SourceProject[] = []
afterEach(() => {
  for (const each of projects.splice(0)) each.remove()
})

function discover(files: Readonly<Record<string, string>>, compilerOptions?: object): Discovered {
  const project = new SourceProject(
    {
      ...files,
      'src/sound.ts': `import { Get } from '@critter/runtime'\nexport class Sound { @Get('/sound') static get(): string { return '' } }`,
    },
    compilerOptions,
  )
  projects.push(project)
  return project.discover()
}

const isSound = (found: Discovered) =>
  found.application.endpoints.some((each) => each.route.path === '/sound')

const importRuntime = `import { Before, byId, Data, Delete, Get, OnMissing, Post, startStream, storeDoc, type DocumentSession, type Entity, type FromHeader, type QuerySession, type Read, type SideEffect, type StoreDoc } from '@critter/runtime'\n`

test.each([
  ['an empty file', ''],
  ['nothing but a comment', '// nothing'],
  ['a class without a name', `class { }`],
  ['half a class', `export class A { @Get('/a' static`],
  ['an unclosed string', `export const a = 'x`],
  ['a merge conflict', `<<<<<<< HEAD\nexport class A {}\n=======\nexport class B {}\n>>>>>>> x`],
  ['binary rubbish', '\u0000\u0001\ufffd\uD800 export class'],
])('a file with %s does no harm', (_, text) => {
  expect(isSound(discover({ 'src/broken.ts': text }))).toBe(true)
})

test.each([
  ['a handler without parameters', `export class AHandler { static handle() {} }`],
  ['a handler of any', `export class AHandler { static handle(a: any, ...b: never[]) {} }`],
  ['a handler of what does not exist', `export class AHandler { static handle(a: Missing) {} }`],
  ['a handler without a type', `export class AHandler { static handle(a, { b }) {} }`],
  ['a handler of itself', `export class AHandler { static handle(a: AHandler) {} }`],
  [
    'a handler of a type parameter',
    `export class AHandler<T> { handle(a: T): T[] { return [a] } }`,
  ],
  ['a handler class without a name', `export default class { @Missing() handle(a: string) {} }`],
  ['an abstract handler', `export abstract class AHandler { abstract handle(a: string): void }`],
  [
    'a saga of nothing',
    `import { Saga } from '@critter/runtime'\nexport class A extends Saga { handle(a: A) {} start() {} }`,
  ],
  [
    'a saga of itself',
    `import { Saga } from '@critter/runtime'\nexport class A extends Saga<A> { static start(a: A): A { return a } static handle(a: A) {} }`,
  ],
  [
    'a batch of rubbish',
    `import { Batch } from '@critter/runtime'\nexport class AHandler { @Batch() handle(a: string[]) {} @Batch({ size: 'x', within: 1 }) handle2(a) {} }`,
  ],
  ['an empty class with a route property', `export class A { static routes = {} }`],
  ['routes that are no object', `export class A { static routes = Get('/x') }`],
  [
    'routes by computed keys',
    `export class A { static routes = { ['a' + 1]: Get('/x'), ...{}, m() {} } }`,
  ],
  ['a decorator without parentheses', `export class A { @Get static a(): void {} }`],
  ['a decorator without arguments', `export class A { @Get() static a(): void {} }`],
  [
    'a decorator of any',
    `declare const any: any\nexport class A { @any @any.x() @any['y'] static a(): void {} }`,
  ],
  ['a decorator that does not exist', `export class A { @Missing('/x') static a(): void {} }`],
  [
    'a spread argument',
    `const args = ['/x'] as const\nexport class A { @Get(...args) static a(): void {} }`,
  ],
  ['a class that extends itself', `export class A extends A { @Get('/a') static a(): void {} }`],
  [
    'classes that extend each other',
    `export class A extends B { @Get('/a') a(): void {} }\nexport class B extends A { @Get('/b') b(): void {} }`,
  ],
  [
    'a class that extends nothing known',
    `export class A extends Missing { @Get('/a') static a(): void {} }`,
  ],
  ['a class that extends null', `export class A extends null { @Get('/a') static a(): void {} }`],
  [
    'a mixin',
    `const Mixed = <T extends new (...args: any[]) => object>(Base: T) => class extends Base { load() {} }\nexport class A extends Mixed(Object) { @Get('/a') static a(): void {} }`,
  ],
  ['a class expression', `export const A = class { @Get('/a') static a(): void {} }`],
  [
    'a class in a function',
    `export function f() { return class { @Get('/a') static a(): void {} } }`,
  ],
  [
    'methods without a body',
    `export declare class A { static load(): void }\nexport class B { @Get('/b') static b(): void\n }`,
  ],
  ['a getter with a route', `export class A { @Get('/a') static get a(): string { return '' } }`],
  [
    'a circular alias',
    `type A = A | null\ntype B = C\ntype C = B\nexport class D { @Get('/d') static d(a: A, b: B): A { return a } }`,
  ],
  [
    'a circular marker',
    `type E<T> = Entity<E<T>>\nexport class D { @Get('/d') static d(e: E<string>): void {} }`,
  ],
  [
    'an alias that grows',
    `type X<T> = X<T[]>\nexport class D { @Post('/d') static d(x: X<string>): X<number> { return x } }`,
  ],
  [
    'an endless generic type',
    `interface Grow<T> { readonly next: Grow<Grow<T>> }\nexport class D { @Post('/d') static d(g: Grow<string>): Grow<number> { throw g } }`,
  ],
  [
    'an endless anonymous type',
    `export const make = (n: number) => ({ n, next: () => make(n + 1) })\nexport class D { @Post('/d') static d() { return make(1) } }`,
  ],
  [
    'recursive conditional types',
    `type Deep<T> = T extends object ? { [K in keyof T]: Deep<T[K]> } : T\ninterface Node1 { readonly parent: Node1; readonly n: number }\nexport class D { @Post('/d') static d(x: Deep<Node1>): Deep<Node1>[] { return [x] } }`,
  ],
  [
    'a JSON type',
    `type Json = string | number | boolean | null | Json[] | { [key: string]: Json }\nexport class D { @Post('/d') static d(x: Json): Json { return x } }`,
  ],
  [
    'a recursive class',
    `export class N extends Data<{ id: string; next?: N; all: readonly N[] }> {}\nexport class D { @Post('/d') static d(x: N): StoreDoc<N> { return storeDoc(N, x) } }`,
  ],
  [
    'types that do not resolve',
    `import type { X } from './nowhere.js'\nimport type Y from 'no-such-package'\nimport * as z from './nowhere.js'\nexport class D { @Post('/d') static d(x: X, y: Y<X>, w: z.W, v: X[]): [X, Y] { return [x, y] } }`,
  ],
  [
    'values that do not resolve',
    `import { Todo } from './nowhere.js'\nexport class D { @Post('/d') static async d(session: QuerySession) { byId(Todo, 1); return await session.load(Todo, 1) } }`,
  ],
  [
    'markers without arguments',
    `export class D { @Post('/d') static d(a: Entity, b: FromHeader, c: FromHeader<string>): Read { throw a } }`,
  ],
  [
    'a parameter called this',
    `export class D { @Post('/d') static d(this: void, n: number): void {} }`,
  ],
  [
    'parameters of every pattern',
    `export class D { @Post('/d') static d({ a: { b } }: any, [c, ...d]: number[] = [], ...[e]: [string]): void {} }`,
  ],
  [
    'session calls without arguments',
    `export class D { @Post('/d') static d(s: DocumentSession): void { s.load(); s.store(...[] as never); startStream(); byId(); s.events.append(); storeDoc(class {}, {}) } }`,
  ],
  [
    'documents that are no classes',
    `const Doc1 = Data<{ id: string }>\nconst F = function () {}\nexport class D { @Post('/d') static d(s: DocumentSession): void { s.load(Doc1, ''); s.load(F, ''); byId(Math as never, 1); byId(Date, 1); byId(D, 1) } }`,
  ],
  [
    'an aggregate of strange methods',
    `export class Agg { apply = 1; applyA(): void {}; applyB(x: any): void {}; applyC(...x: unknown[]): void {}; static create: string; ['apply' + 1]() {} }\nexport class D { @Post('/d') static d(): void { startStream(Agg, '', {}) } }`,
  ],
  [
    'an effect without execute',
    `export class E implements SideEffect {}\nexport class D { @Post('/d') static d(): E { return new E() } }`,
  ],
  [
    'returns of every kind',
    `export class D { @Post('/d') static *d(): Generator { yield* [] } @Get('/e') static async *e() { return } @Before() static f(x: number) { if (x) return; return [x, 'a', ...[x]] } @Get('/g') static g(): never { throw 1 } @Get('/h') static h(): asserts this {} @Get('/i') static i(x: unknown): x is string { return [x,] as any } }`,
  ],
  [
    'an enum of everything',
    `export enum E { A, B = 'b', C = A + 1, D = 'x'.length }\nexport const enum F { A }\nexport class D { @Post('/d') static d(a: E, b: E.A, c: F, e: keyof typeof E): void {} }`,
  ],
  [
    'symbols, indexes and accessors',
    `declare const s: unique symbol\nexport interface I { [s]: string; [key: string]: unknown; readonly [n: number]: string; get x(): number; set x(v: number); (n: number): void; new (n: number): I }\nexport class D { @Post('/d') static d(i: I, u: typeof s): I { return i } }`,
  ],
  [
    'declarations that merge',
    `export class M { a = 1 }\nexport interface M { b: string }\nexport namespace M { export interface Inner { readonly c: M } }\nexport class D { @Post('/d') static d(m: M, i: M.Inner): M { return m } }`,
  ],
  [
    'abstract everything',
    `export abstract class M { abstract load(): void; @Get('/m') abstract get(): void }\nexport class D { @Post('/d') static d(m: M): void {} }`,
  ],
  [
    'a namespace of classes',
    `export namespace N { export class D { @Post('/d') static d(): void {} } }\ndeclare module './sound.js' { interface X {} }\ndeclare global { interface Y {} }`,
  ],
  [
    'using every keyword as a name',
    `export class D { @Post('/delete') static delete(session: DocumentSession, event: string, arguments1: string, constructor1: number): void {} static constructor(): void {} static prototype1(): void {} static ['__proto__'](): void {} }`,
  ],
  [
    'names beyond ASCII',
    `export class Größe { @Get('/größe') static получить(имя: string): string { return имя } }`,
  ],
  [
    'very deep nesting',
    `export type T = ${'{ a: '.repeat(60)}string${' }'.repeat(60)}\nexport class D { @Post('/d') static d(t: T, u: ${'['.repeat(60)}string${']'.repeat(60)}): ${'Promise<'.repeat(40)}T${'>'.repeat(40)} { throw t } }`,
  ],
])('%s does no harm', (_, text) => {
  const found = discover({ 'src/odd.ts': importRuntime + text })

  expect(isSound(found)).toBe(true)
  expect(() => JSON.stringify(found.application)).not.toThrow()
})

test('a runtime that is not installed is reported once', () => {
  const found = discover({ 'src/a.ts': importRuntime }, { paths: {} })

  expect(codesOf(found)).toEqual(['runtime-not-found src/a.ts:1'])
  expect(found.application.endpoints).toEqual([])
})

test('a tsconfig that is missing or malformed is reported', () => {
  const malformed = new SourceProject({ 'tsconfig.json': '{ "compilerOptions": { "strict": ' })
  const unknown = new SourceProject({ 'tsconfig.json': '{ "extends": "./nowhere.json" }' })
  projects.push(malformed, unknown)

  expect(codesOf(malformed.discover())).toEqual(['invalid-tsconfig tsconfig.json:1'])
  expect(codesOf(unknown.discover())).toEqual(['invalid-tsconfig tsconfig.json:1'])
})

test('without strictNullChecks the build says so', () => {
  expect(codesOf(discover({}, { strict: false }))).toEqual([
    'strict-null-checks-required tsconfig.json:1',
  ])
  expect(codesOf(discover({}, { strict: true, strictNullChecks: false }))).toEqual([
    'strict-null-checks-required tsconfig.json:1',
  ])
})

test('JavaScript is left alone', () => {
  const found = discover(
    {
      'src/a.js': `export class A { static load(x) { return x } }`,
      'src/b.ts': `import { Get } from '@critter/runtime'\nimport { A } from './a.js'\nexport class B { @Get('/b') static b(a: A) { return A.load(a) } }`,
    },
    { allowJs: true, checkJs: true },
  )

  expect(isSound(found)).toBe(true)
  expect(methodNamed('B.b', found).parameters).toHaveLength(1)
})

test('the same class is read once, however often it has endpoints', () => {
  const found = discover({
    'src/a.ts': `${importRuntime}export class Many { @Get('/1') @Get('/2') static a(): void {} @Get('/3') static b(): void {} }`,
  })

  const classes = new Set(
    found.application.endpoints
      .filter((each) => each.class.type.name === 'Many')
      .map((each) => each.class),
  )
  expect(classes.size).toBe(1)
  expect(classNamed('Many', found).methods).toHaveLength(2)
  expect(describeUse(methodNamed('Many.a', found).returns.use)).toBe('nothing | undefined')
})
