import { afterEach, expect, test } from 'vitest'
import type { Discovered } from '../../packages/compiler/src/discovery/open-project.js'
import type { TypeFacts } from '../../packages/compiler/src/model/type-facts.js'
import { describeUse } from '../support/describe-use.js'
import { codesOf, methodNamed, SourceProject } from '../support/source-project.js'

const projects: SourceProject[] = []
afterEach(() => {
  for (const each of projects.splice(0)) each.remove()
})

function discover(files: Readonly<Record<string, string>>, compilerOptions?: object): Discovered {
  const project = new SourceProject(files, compilerOptions)
  projects.push(project)
  return project.discover()
}

function facts(id: string, { application }: Discovered): TypeFacts {
  const found = application.types[id]
  if (found === undefined)
    throw new Error(`no facts of ${id}: ${Object.keys(application.types).join(' ')}`)
  return found
}

const takes = (
  types: string,
  declarations: string,
  imports = '',
) => `import { Get, Data, type SideEffect, type QuerySession, type LocalDate } from '@critter/runtime'
${imports}
${declarations}
export class Endpoint { @Get('/x') static get(${types
  .split(', ')
  .map((type, index) => `p${index}: ${type}`)
  .join(', ')}): void {} }`

test('a type without a method is data, one with a method is a service, one that extends Data is data', () => {
  const found = discover({
    'src/a.ts': takes(
      'Dto, Record1, Mailer, Callbacks, Getter, Hidden, Empty, Holder, Dates, Fn, Branded, Color, Union, Self',
      `export interface Dto { readonly name: string; readonly tags: readonly string[] }
export class Record1 extends Data<{ id: string }> { rename(): void {} }
export interface Mailer { send(to: string): Promise<void> }
export interface Callbacks { readonly send: (to: string) => void }
export class Getter { name = ''; get upper(): string { return this.name } static make(): Getter { return new Getter() } }
export class Hidden { name = ''; #secret = 1; private log(): void { void this.#secret } use = this.log.length }
export class Empty {}
export class Holder { constructor(readonly mailer: Mailer) {} }
export interface Dates { readonly at: Date; readonly map: Map<string, Set<number>>; readonly bytes: Uint8Array }
export type Fn = (n: number) => void
export type Branded = string & { readonly brand: 'x' }
export enum Color { Red }
export type Union = Dto | Record1
export interface Self { readonly children: readonly Self[]; readonly parent?: Self }`,
    ),
  })

  const nature = (name: string) => facts(`src/a.ts#${name}`, found).nature
  expect(
    [
      'Holder',
      'Dto',
      'Record1',
      'Getter',
      'Hidden',
      'Empty',
      'Dates',
      'Branded',
      'Color',
      'Union',
      'Self',
    ].map(nature),
  ).toEqual(Array(11).fill('data'))
  expect(['Mailer', 'Callbacks', 'Fn'].map(nature)).toEqual(Array(3).fill('service'))
  expect(facts('src/a.ts#Color', found).declaration).toBe('enum')
  expect(facts('src/a.ts#Branded', found).declaration).toBe('alias')
})

test('members, bases, errors, disposables and effects are known', () => {
  const found = discover({
    'src/a.ts': takes(
      'Child, Failure, Disposing, Effect, NoEffect',
      `export interface Named { readonly name: string }
export interface Base { readonly id: string }
export class Parent implements Base { id = ''; protected hidden = 1 }
export class Child extends Parent implements Named { name = ''; day?: LocalDate }
export class Failure extends Error { readonly reason = 'x' }
export class Disposing { [Symbol.dispose](): void {} }
export class Effect implements SideEffect { execute(session: QuerySession, name: string): void { void [session, name] } }
export class NoEffect { execute(session: QuerySession): void { void session } }`,
    ),
  })

  const child = facts('src/a.ts#Child', found)
  expect(child.bases.map((each) => each.id)).toEqual([
    'src/a.ts#Parent',
    'src/a.ts#Named',
    'src/a.ts#Base',
  ])
  expect(
    Object.entries(child.members).map(([name, use]) => `${name}: ${describeUse(use)}`),
  ).toEqual(['name: string', 'day: ~LocalDate | undefined', 'id: string'])
  expect(facts('src/a.ts#Failure', found)).toMatchObject({ isError: true, nature: 'data' })
  expect(facts('src/a.ts#Disposing', found)).toMatchObject({
    disposable: 'sync',
    nature: 'service',
  })
  expect(facts('src/a.ts#Effect', found).execute?.parameters.map((each) => each.name)).toEqual([
    'session',
    'name',
  ])
  expect(facts('src/a.ts#NoEffect', found).execute).toBeUndefined()
  expect(facts('@critter/runtime#QuerySession', found)).toMatchObject({
    nature: 'runtime',
    import: { kind: 'module', specifier: '@critter/runtime', name: 'QuerySession' },
  })
  expect(facts('@critter/runtime#LocalDate', found).nature).toBe('data')
})

test('constructors of services are followed, hidden and abstract ones are none', () => {
  const found = discover({
    'src/a.ts': takes(
      'Outer, Hidden, Base',
      `export interface Config { readonly url: string }
export class Inner { constructor(readonly session: QuerySession, config: Config) { void config } run(): void {} }
export class Outer { constructor(inner: Inner, name = 'x') { void [inner, name] } run(): void {} }
export class Hidden { private constructor() {} static make(): Hidden { return new Hidden() } run(): void {} }
export abstract class Base { abstract run(): void }`,
    ),
  })

  const parameters = (name: string) =>
    facts(`src/a.ts#${name}`, found).constructorParameters?.map(
      (each) => `${each.name}: ${each.use && describeUse(each.use)}`,
    )
  expect(parameters('Outer')).toEqual(['inner: src/a.ts#Inner', 'name: string'])
  expect(parameters('Inner')).toEqual(['session: ~QuerySession', 'config: src/a.ts#Config'])
  expect(parameters('Hidden')).toBeUndefined()
  expect(parameters('Base')).toBeUndefined()
})

test('imports are as the user wrote them: barrels, defaults, paths and what is not exported', () => {
  const found = discover(
    {
      'lib/shared.ts': `export interface Shared { readonly n: number }`,
      'src/models/todo.ts': `export interface Todo { readonly n: number }\nexport interface Direct { readonly n: number }\ninterface Local { readonly n: number }\nexport type { Local as Renamed }`,
      'src/models/index.ts': `export * from './todo.js'`,
      'src/default.ts': `export default interface Standard { readonly n: number }`,
      'src/unnamed.ts': `import { Get } from '@critter/runtime'\nexport default class { @Get('/u') static get(): void {} }`,
      'src/a.ts': takes(
        'Todo, models.Direct, Renamed, Standard, Shared, Same, Unexported',
        `export interface Same { readonly n: number }\ninterface Unexported { readonly n: number }`,
        `import type { Todo } from './models/index.js'
import * as models from './models/todo.js'
import type { Renamed } from './models/todo.js'
import type Standard from './default.js'
import type { Shared } from '#lib/shared'`,
      ),
    },
    {
      paths: {
        '#lib/*': ['./lib/*'],
        '@critter/runtime': [process.cwd() + '/packages/runtime/src/index.ts'],
      },
      moduleResolution: 'bundler',
      module: 'esnext',
    },
  )

  const imported = (id: string) => {
    const from = facts(id, found).import
    return from && `${from.kind === 'file' ? from.path : from.specifier} ${from.name}`
  }
  expect(imported('src/models/todo.ts#Todo')).toBe('src/models/index.ts Todo')
  expect(imported('src/models/todo.ts#Direct')).toBe('src/models/todo.ts Direct')
  expect(imported('src/models/todo.ts#Local')).toBe('src/models/todo.ts Renamed')
  expect(imported('src/default.ts#Standard')).toBe('src/default.ts default')
  expect(imported('lib/shared.ts#Shared')).toBe('#lib/shared Shared')
  expect(imported('src/a.ts#Same')).toBe('src/a.ts Same')
  expect(imported('src/a.ts#Unexported')).toBeUndefined()
  expect(imported('src/unnamed.ts#default')).toBe('src/unnamed.ts default')
  expect(facts('src/unnamed.ts#default', found).name).toBe('Unnamed')
})

test('types of two files with one name are two types, and assignable where TypeScript says so', () => {
  const found = discover({
    'src/one.ts': `export interface Item { readonly n: number }`,
    'src/two.ts': `export interface Item { readonly n: number; readonly m: string }`,
    'src/a.ts': `import { Get } from '@critter/runtime'
import type { Item } from './one.js'
import type { Item as Other } from './two.js'
export class A {
  static load(): Promise<Other | null> { throw new Error() }
  @Get('/a') static get(item: Item, other: Other): void { void [item, other] }
}`,
  })

  const [item, other] = methodNamed('A.get', found).parameters.map((each) => each.use!)
  const loaded = methodNamed('A.load', found).returns.use
  expect([item?.type, other?.type].map((each) => each?.kind === 'named' && each.id)).toEqual([
    'src/one.ts#Item',
    'src/two.ts#Item',
  ])
  const { assignable } = { assignable: found.relations.assignable.bind(found.relations) }
  expect(assignable(loaded.handle, other!.handle)).toBe(true)
  expect(assignable(loaded.handle, item!.handle)).toBe(true)
  expect(assignable(item!.handle, other!.handle)).toBe(false)
})

test('documents, aggregates and events are found wherever they are used', () => {
  const found = discover({
    'src/model.ts': `import { Data, Doc, Message } from '@critter/runtime'
export class Loaded extends Data<{ id: string }> {}
export class HTTPRequest extends Data<{ id: number }> {}
export class HttpMessage1 extends Data<{ id: bigint }> {}
export class Stored { id!: string & { readonly brand: 'x' }; rename(): void {} }
@Doc({ name: 'people' }) export class Person extends Data<{ id: 'a' | 'b' }> {}
export class InSignature extends Data<{ id: string }> {}
export class Marked extends Data<{ id: string }> {}
export class OrderPlaced extends Data<{ at: Date }> {}
@Message('gone', { version: 2 }) export class OrderShipped extends Data<{ at: Date; box: string }> {}
/** @message paid@3 */
export class OrderPaid extends Data<{ at: Date; sum: number }> {}
export class Noted extends Data<{ text: string }> {}
export class Order {
  applyPlaced(_: OrderPlaced): void {}
  applyOther(_: OrderShipped | OrderPaid): void {}
  static create(_: OrderPlaced): Order { return new Order() }
}
export class Ledger { applyNoted(_: Noted): void {} }`,
    'src/queries.ts': `import { byIds, type DocumentSession } from '@critter/runtime'
import { HTTPRequest, HttpMessage1, Loaded, Noted, Order, OrderPlaced, Stored } from './model.js'
export async function run(session: DocumentSession, other: { load(type: unknown): void }) {
  await session.load(Loaded, 'x')
  await session.query(HttpMessage1).toArray()
  session.store(Stored, new Stored())
  session.events.append('x', new Noted({ text: '' }))
  session.events.startStream(Order, 'x', new OrderPlaced({ at: new Date() }))
  other.load(OrderPlaced)
  return byIds(HTTPRequest, [1])
}`,
    'src/a.ts': `import { Get, Post, type Entity, type StartStream, type StoreDoc } from '@critter/runtime'
import type { InSignature, Ledger, Marked } from './model.js'
export class A {
  @Get('/a') static get(marked: Entity<Marked>): StoreDoc<InSignature> { throw marked }
  @Post('/b') static post(): [string, StartStream<Ledger>] { throw new Error() }
}`,
  })

  expect(codesOf(found)).toEqual([])
  const { documents, aggregates, events, types } = found.application
  expect(documents.map(({ type, name, idType }) => `${type.name} ${name} ${idType}`)).toEqual([
    'HTTPRequest http-request float8',
    'HttpMessage1 http-message-1 int8',
    'InSignature in-signature text',
    'Loaded loaded text',
    'Marked marked text',
    'Person people text',
    'Stored stored text',
  ])
  expect(
    aggregates.map(
      ({ type, name, events: applied }) =>
        `${type.name} ${name} ${applied.map((each) => each.name).join(' ')}`,
    ),
  ).toEqual(['Ledger ledger Noted', 'Order order OrderPlaced OrderShipped OrderPaid'])
  expect(events.map(({ type, name }) => `${type.name} ${name}`)).toEqual([
    'Noted noted',
    'OrderPaid paid@3',
    'OrderPlaced order-placed',
    'OrderShipped gone@2',
  ])
  expect(types['src/model.ts#Stored']?.nature).toBe('data')
})

test('a document without an id, two of one name and what is no class are reported', () => {
  const found = discover({
    'src/one.ts': `import { Data } from '@critter/runtime'
export class Todo extends Data<{ id: string }> {}
export class NoId extends Data<{ name: string }> {}
export class Nullable extends Data<{ id: string | null }> {}`,
    'src/two.ts': `import { Data } from '@critter/runtime'
export class Todo extends Data<{ id: number }> {}
class Hidden extends Data<{ id: number }> {}
export interface Plain { readonly id: string }
export const use = Hidden`,
    'src/a.ts': `import { byId, Get, type Entity, type Read } from '@critter/runtime'
import { NoId, Nullable, Todo } from './one.js'
import { Todo as Other, use, type Plain } from './two.js'
export class A {
  @Get('/a') static a(plain: Entity<Plain>): string { void [byId(NoId, 'x'), byId(Todo, 'x'), byId(Other, 1), byId(use, 1), byId(Nullable, 'x')]; return plain.id }
}
export type Unused = Read<string>`,
  })

  expect(codesOf(found)).toEqual([
    'duplicate-document-name src/one.ts:2',
    'document-without-id src/one.ts:3',
    'document-without-id src/one.ts:4',
    'duplicate-document-name src/two.ts:2',
    'stored-type-not-a-class src/two.ts:4',
  ])
})

test('types of packages are named after their package, and a client of a hundred types is one service', () => {
  const found = discover({
    'node_modules/big/package.json':
      '{ "name": "big", "version": "1.0.0", "types": "dist/index.d.ts" }',
    'node_modules/big/dist/index.d.ts': `export * from './client.js'\nexport type { Options as ClientOptions } from './options.js'`,
    'node_modules/big/dist/client.d.ts': `import type { Options } from './options.js'
export declare class Client { constructor(options: Options); readonly parts: Part1; call(): Promise<Answer> }
export interface Part1 { readonly part: Part2 }
export interface Part2 { readonly name: string; run(): void }
export interface Answer { readonly options: Options }`,
    'node_modules/big/dist/options.d.ts': `export interface Options { readonly url: string }\nexport interface Inner { readonly n: number }`,
    'src/a.ts': takes(
      'Client, ClientOptions, Wrapper',
      `export class Wrapper { constructor(readonly client: Client) {} run(): void {} }`,
      `import { Client, type ClientOptions } from 'big'`,
    ),
  })

  expect(Object.keys(found.application.types)).toEqual([
    'big/dist/client#Client',
    'big/dist/options#Options',
    'src/a.ts#Endpoint',
    'src/a.ts#Wrapper',
  ])
  expect(facts('big/dist/client#Client', found)).toMatchObject({
    nature: 'service',
    members: {},
    import: { kind: 'module', specifier: 'big', name: 'Client' },
  })
  expect(facts('big/dist/options#Options', found)).toMatchObject({
    nature: 'data',
    import: { kind: 'module', specifier: 'big', name: 'ClientOptions' },
  })
})

test('parameters of effects and of constructors have types as well', () => {
  const found = discover({
    'src/a.ts': takes(
      'Effect, Service',
      `export class Effect implements SideEffect { execute(session: any, name): void { void [session, name] } }
export class Service { constructor(private readonly mailer) { void this.mailer } run(): void {} }`,
    ),
  })

  expect(codesOf(found)).toEqual(['untyped-parameter src/a.ts:3', 'untyped-parameter src/a.ts:4'])
})
