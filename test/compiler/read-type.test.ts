import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Discovered } from '../../packages/compiler/src/discovery/open-project.js'
import { describeUse } from '../support/describe-use.js'
import { methodNamed, SourceProject } from '../support/source-project.js'

// What is written and what is read of it: the foundation of everything else. One project serves all rows.
const types = `
import { Data, type Entity, type FromHeader, type FromQuery, type LocalDate, type Now, type ProblemDetails, type HttpResult } from '@critter/runtime'
export class Todo extends Data<{ id: number; name: string }> {}
export class Board extends Data<{ id: number; name: string }> {}
export interface Page<T> { readonly items: readonly T[] }
export class Box<T, U = string> { constructor(readonly value: T, readonly other: U) {} }
export type UserId = string
export type OrderId = string & { readonly brand: 'OrderId' }
export type RoomType = 'single' | 'double'
export type Spawned = Todo | Board
export type Todos = readonly Todo[]
export type Pair = [todo: Todo, board: Board]
export type MaybeTodo = Todo | null
export type TodoAlias = Todo
export type Frozen = Readonly<Todo>
export type Later = Promise<Todo>
export type Outcome = Todo | ProblemDetails<404>
export type NewTodo = Omit<Todo, 'id'>
export type TodoName = Todo['name']
export type ItemOf<P> = P extends Page<infer T> ? T : never
export type PagedTodo = ItemOf<Page<Todo>>
export type Patch<T> = { [K in keyof T]?: T[K] }
export type TodoPatch = Patch<Todo>
export type Command = { type: 'a'; n: number } | { type: 'b' }
export type Tree = { readonly children: readonly Tree[] }
export type Json = string | null | readonly Json[]
export type UserHeader = FromHeader<'x-user'>
export type Header<Name extends string> = FromHeader<Name, Name>
export type Loaded<T> = Entity<T>
export type LoadedOrNot<T> = Loaded<T> | null
export type Paged<T> = FromQuery<T, 'page'>
export type Clock = () => Date
export enum Color { Red, Green }
export enum Size { Small = 's', Large = 'l' }
export namespace Api { export interface Request { readonly n: number } }
interface Hidden { readonly secret: string }
export type { Hidden as Shown }
export type When = Now
export type Day = LocalDate
export type Either<A, B> = A | B
`

interface Row {
  readonly written: string
  readonly read: string
  readonly marker?: string
}

const parameters: readonly Row[] = [
  { written: 'string', read: 'string' },
  { written: 'number', read: 'number' },
  { written: 'boolean', read: 'boolean' },
  { written: 'bigint', read: 'bigint' },
  { written: "'a'", read: '"a"' },
  { written: '5', read: '5' },
  { written: 'true', read: 'true' },
  { written: '`/${string}`', read: 'lib#`/${string}`' },
  { written: 'string | null', read: 'string | null' },
  { written: 'string | undefined', read: 'string | undefined' },
  { written: 'null', read: 'nothing | null' },
  { written: '(((Todo)))', read: 'Todo' },
  { written: 'boolean | null', read: 'boolean | null' },
  { written: 'boolean | string', read: 'boolean | string' },
  { written: "'a' | 'b'", read: '"a" | "b"' },
  { written: 'Date', read: 'lib#Date' },
  { written: 'AbortSignal', read: 'lib#AbortSignal' },
  { written: 'URL', read: 'lib#URL' },
  { written: 'Headers', read: 'lib#Headers' },
  { written: 'Uint8Array', read: 'lib#Uint8Array<lib#ArrayBuffer | lib#SharedArrayBuffer>' },
  { written: 'Map<string, Todo>', read: 'lib#Map<string, Todo>' },
  { written: 'ReadonlySet<number>', read: 'lib#ReadonlySet<number>' },
  { written: 'NodeJS.Timeout', read: 'lib#NodeJS.Timeout' },
  { written: 'Todo', read: 'Todo' },
  { written: 'Todo | null', read: 'Todo | null' },
  { written: 'Readonly<Todo>', read: 'Todo' },
  { written: 'Readonly<Todo> | null', read: 'Todo | null' },
  { written: 'Readonly<Page<Todo>>', read: 'Page<Todo>' },
  { written: 'Promise<Todo | null>', read: 'Todo | null' },
  { written: 'Todo[]', read: 'Todo[]' },
  { written: 'readonly Todo[]', read: 'Todo[]' },
  { written: 'Array<Todo>', read: 'Todo[]' },
  { written: 'ReadonlyArray<Todo | null>', read: '(Todo | null)[]' },
  { written: '(Todo | undefined)[]', read: '(Todo | undefined)[]' },
  { written: 'string[][]', read: 'string[][]' },
  { written: '[Todo, Board | null]', read: '[Todo, Board | null]' },
  { written: '[todo: Todo, board?: Board]', read: '[todo: Todo, board: Board | undefined]' },
  { written: 'readonly [Todo, ...Todo[]]', read: 'Todo[]' },
  { written: '[string, ...number[]]', read: 'other [string, ...number[]]' },
  { written: 'Page<Todo>', read: 'Page<Todo>' },
  { written: 'Page<Todo | null>', read: 'Page<Todo | null>' },
  { written: 'Page<Page<string>>', read: 'Page<Page<string>>' },
  { written: 'Box<Todo>', read: 'Box<Todo, string>' },
  { written: 'UserId', read: 'UserId' },
  { written: 'UserId | null', read: 'UserId | null' },
  { written: 'UserId[]', read: 'UserId[]' },
  { written: 'OrderId', read: 'OrderId' },
  { written: "string & { brand: 'x' }", read: 'string' },
  { written: 'LocalDate', read: '~LocalDate' },
  { written: 'Day', read: '~LocalDate' },
  { written: 'RoomType', read: 'RoomType' },
  { written: 'RoomType | null', read: 'RoomType | null' },
  { written: "RoomType | 'king'", read: 'RoomType | "king"' },
  { written: 'Spawned', read: 'Spawned' },
  { written: 'Spawned | undefined', read: 'Spawned | undefined' },
  { written: 'Todo | Board', read: 'Todo | Board' },
  { written: 'Todos', read: 'Todo[]' },
  { written: 'Pair', read: '[todo: Todo, board: Board]' },
  { written: 'MaybeTodo', read: 'Todo | null' },
  { written: 'TodoAlias', read: 'Todo' },
  { written: 'Frozen', read: 'Todo' },
  { written: 'Later', read: 'Todo' },
  { written: 'Outcome', read: 'Todo | ~ProblemDetails<404>' },
  { written: 'Either<Todo, Board>', read: 'Either<Todo, Board>' },
  { written: 'Either<Todo, null>', read: 'Todo | null' },
  { written: 'NewTodo', read: 'NewTodo' },
  { written: 'TodoName', read: 'TodoName' },
  { written: 'PagedTodo', read: 'Todo' },
  { written: 'TodoPatch', read: 'TodoPatch' },
  { written: 'Patch<Todo>', read: 'Patch<Todo>' },
  { written: 'Command', read: 'Command' },
  { written: 'Tree', read: 'Tree' },
  { written: 'Json', read: 'Json | null' },
  { written: 'Json | undefined', read: 'Json | null | undefined' },
  { written: 'Json | null', read: 'Json | null' },
  { written: 'Page<Json | undefined>', read: 'Page<Json | null | undefined>' },
  { written: "Todo['name']", read: 'string' },
  { written: "Page<Todo>['items']", read: 'Todo[]' },
  { written: 'Color', read: 'Color' },
  { written: 'Color.Red', read: 'Color' },
  { written: 'Size | null', read: 'Size | null' },
  { written: 'Api.Request', read: 'Api.Request' },
  { written: 'types.Todo', read: 'Todo' },
  { written: 'types.Api.Request', read: 'Api.Request' },
  { written: "import('./types.js').Board", read: 'Board' },
  { written: 'Renamed', read: 'Board' },
  { written: 'Shown', read: 'Hidden' },
  {
    written: '{ readonly name: string; day?: LocalDate }',
    read: '{ name: string; day: ~LocalDate | undefined }',
  },
  { written: "Pick<Todo, 'id'>", read: '{ id: number }' },
  { written: 'Todo & { extra: string }', read: '{ id: number; name: string; extra: string }' },
  { written: 'Record<string, number>', read: '{  }' },
  { written: 'Clock', read: 'Clock' },
  { written: '() => Date', read: 'other () => Date' },
  { written: 'unknown', read: 'other unknown' },
  { written: 'any', read: 'other any' },
  { written: 'object', read: 'other object' },
  { written: 'typeof Todo', read: 'other typeof Todo' },
  { written: 'Missing', read: 'other Missing' },
  { written: 'QuerySession', read: '~QuerySession' },
  { written: 'critter.DocumentSession', read: '~DocumentSession' },
  { written: 'ValidationErrors<Todo>', read: '~ValidationErrors<Todo>' },
  { written: 'FromHeader<"x-day">', read: 'string', marker: '{"kind":"header","name":"x-day"}' },
  {
    written: 'FromHeader<"x-n", number>',
    read: 'number',
    marker: '{"kind":"header","name":"x-n"}',
  },
  { written: 'FromCookie<"c">', read: 'string', marker: '{"kind":"cookie","name":"c"}' },
  { written: 'FromRoute<number>', read: 'number', marker: '{"kind":"route"}' },
  {
    written: 'FromRoute<UserId, "user">',
    read: 'UserId',
    marker: '{"kind":"route","name":"user"}',
  },
  { written: 'FromQuery<string[]>', read: 'string[]', marker: '{"kind":"query"}' },
  {
    written: 'FromQuery<number, "p"> | undefined',
    read: 'number | undefined',
    marker: '{"kind":"query","name":"p"}',
  },
  { written: 'FromForm<Todo>', read: 'Todo', marker: '{"kind":"form"}' },
  { written: 'FromBody<Page<Todo>>', read: 'Page<Todo>', marker: '{"kind":"body"}' },
  {
    written: 'FromServices<Todo, "second">',
    read: 'Todo',
    marker: '{"kind":"services","name":"second"}',
  },
  { written: 'Entity<Todo>', read: 'Todo', marker: '{"kind":"entity"}' },
  { written: 'Entity<Todo> | null', read: 'Todo | null', marker: '{"kind":"entity"}' },
  {
    written: '(Entity<Todo, "todoKey">)',
    read: 'Todo',
    marker: '{"kind":"entity","id":"todoKey"}',
  },
  { written: 'Now', read: 'lib#Date', marker: '{"kind":"now"}' },
  { written: 'When', read: 'lib#Date', marker: '{"kind":"now"}' },
  { written: 'NewId', read: 'string', marker: '{"kind":"new-id"}' },
  { written: 'NewId<OrderId>', read: 'OrderId', marker: '{"kind":"new-id"}' },
  { written: 'TenantId', read: 'string', marker: '{"kind":"tenant-id"}' },
  { written: 'UserHeader', read: 'string', marker: '{"kind":"header","name":"x-user"}' },
  { written: 'Header<"x-name">', read: '"x-name"', marker: '{"kind":"header","name":"x-name"}' },
  { written: 'Loaded<Todo>', read: 'Todo', marker: '{"kind":"entity"}' },
  { written: 'LoadedOrNot<Todo>', read: 'Todo | null', marker: '{"kind":"entity"}' },
  { written: 'types.Loaded<Todo>', read: 'Todo', marker: '{"kind":"entity"}' },
  { written: 'Paged<number>', read: 'number', marker: '{"kind":"query","name":"page"}' },
  { written: 'critter.Entity<Todo>', read: 'Todo', marker: '{"kind":"entity"}' },
  { written: 'Mine', read: 'string', marker: '{"kind":"header","name":"x-mine"}' },
]

const returns: readonly (Row & { readonly body?: string; readonly how?: string })[] = [
  { written: ': void', read: 'nothing | undefined' },
  { written: ': Promise<void>', read: 'nothing | undefined', how: 'async' },
  { written: ': PromiseLike<Todo>', read: 'Todo', how: 'async' },
  { written: ': Todo | Promise<Todo>', read: 'Todo', how: 'async' },
  { written: ': ProblemDetails<400> | void', read: '~ProblemDetails<400> | undefined' },
  { written: ': HttpResult | undefined', read: '~HttpResult<number> | undefined' },
  { written: ': CreationResponse', read: '~CreationResponse<nothing | undefined>' },
  {
    written: ': Promise<{ todo: Todo } | HttpResult<400>>',
    read: '{ todo: Todo } | ~HttpResult<400>',
    how: 'async',
  },
  {
    written: ': [Read<Todo | null>, StoreDoc<Board>]',
    read: '[~Read<Todo | null>, ~StoreDoc<Board>]',
  },
  { written: ': Iterable<StoreDoc<Todo>>', read: '~StoreDoc<Todo>[]', how: 'sync' },
  {
    written: ': AsyncIterable<StoreDoc<Todo> | null>',
    read: '(~StoreDoc<Todo> | null)[]',
    how: 'async iteration',
  },
  {
    written: ': AsyncIterable<Todo>',
    read: 'lib#AsyncIterable<Todo, other any, other any>',
    how: 'async iteration',
  },
  { written: ': Promise<Json | undefined>', read: 'Json | null | undefined', how: 'async' },
  { written: ': HandlerContinuation', read: '~HandlerContinuation' },
  { written: '', body: 'return null as never as Todo', read: 'Todo' },
  { written: '', body: "return Math.random() > 1 ? 'a' : null", read: '"a" | null' },
  {
    written: '',
    body: 'return { todo: null as never as Todo, n: 1 }',
    read: '{ todo: Todo; n: number }',
  },
  { written: '', body: 'return [1, null as never as Todo] as const', read: '[1, Todo]' },
  { written: '', body: 'return problem({ status: 404 })', read: '~ProblemDetails<404>' },
  { written: '', body: 'return byId(Todo, 1)', read: '~Read<Todo | null>' },
  {
    written: '',
    body: 'return null as never as Promise<Spawned | null>',
    read: 'Spawned | null',
    how: 'async',
  },
  { written: '', body: 'return null as never as Page<Todo>[]', read: 'Page<Todo>[]' },
  { written: '', body: 'return null as never as Readonly<Page<Todo>>', read: 'Page<Todo>' },
  { written: '', body: 'return Math.random() > 1', read: 'boolean' },
  { written: '', body: 'return Color.Red as Color', read: 'Color' },
  {
    written: '',
    body: 'if (Math.random() > 1) return problem({ status: 400 }); return undefined',
    read: '~ProblemDetails<400> | undefined',
  },
  { written: '', body: '', read: 'nothing | undefined' },
]

const handlers = `
import * as critter from '@critter/runtime'
import { byId, Get, Post, problem, type CreationResponse, type Entity, type FromBody, type FromCookie, type FromForm, type FromHeader, type FromQuery, type FromRoute, type FromServices, type HandlerContinuation, type HttpResult, type LocalDate, type NewId, type Now, type ProblemDetails, type QuerySession, type Read, type StoreDoc, type TenantId, type ValidationErrors } from '@critter/runtime'
import * as types from './types.js'
import { Color, Todo, type Api, type Board, type Board as Renamed, type Box, type Clock, type Command, type Day, type Either, type Frozen, type Header, type Json, type Later, type Loaded, type LoadedOrNot, type MaybeTodo, type NewTodo, type OrderId, type Outcome, type Page, type Paged, type PagedTodo, type Pair, type Patch, type RoomType, type Shown, type Size, type Spawned, type TodoAlias, type TodoName, type TodoPatch, type Todos, type Tree, type UserHeader, type UserId, type When } from './types.js'
import type { Mine } from './barrel.js'
export class Parameters {
${parameters.map(({ written }, index) => `  @Get('/p${index}') static p${index}(value: ${written}): void {}`).join('\n')}
}
export class Returns {
${returns.map(({ written, body }, index) => `  @Post('/r${index}') static r${index}()${written} { ${body ?? 'return null as never'} }`).join('\n')}
  @Post('/g0') static *generated() { yield null as never as StoreDoc<Todo> }
  @Post('/g1') static async *generatedLater() { yield null as never as StoreDoc<Todo> }
}
`

let project: SourceProject
let discovered: Discovered

beforeAll(() => {
  project = new SourceProject(
    {
      'src/types.ts': types,
      'src/mine.ts': `import type { FromHeader as Taken } from '@critter/runtime'\nexport type Mine = Taken<'x-mine'>`,
      'src/barrel.ts': `export * from './mine.js'`,
      'src/handlers.ts': handlers,
    },
    { types: ['node'] },
  )
  discovered = project.discover()
})
afterAll(() => {
  project.remove()
})

describe('a parameter', () => {
  test.each(parameters.map((row, index) => ({ ...row, index })))(
    '$written',
    ({ read, marker, index }) => {
      const parameter = methodNamed(`Parameters.p${index}`, discovered).parameters[0]

      expect(parameter?.use && describeUse(parameter.use)).toBe(read)
      expect(parameter?.marker && JSON.stringify(parameter.marker)).toBe(marker)
    },
  )
})

describe('a returned type', () => {
  test.each(returns.map((row, index) => ({ ...row, index })))(
    '$written $body',
    ({ read, how, index }) => {
      const { use, isAsync, iteration } = methodNamed(`Returns.r${index}`, discovered).returns

      expect(describeUse(use)).toBe(read)
      expect(isAsync).toBe(how === 'async')
      expect(iteration).toBe(how === 'sync' ? 'sync' : how === 'async iteration' ? 'async' : 'none')
    },
  )

  test('of a generator is a list of the effects that it yields', () => {
    const { returns: now } = methodNamed('Returns.generated', discovered)
    const { returns: later } = methodNamed('Returns.generatedLater', discovered)

    expect([describeUse(now.use), now.iteration, now.isAsync]).toEqual([
      '~StoreDoc<Todo>[]',
      'sync',
      false,
    ])
    expect([describeUse(later.use), later.iteration, later.isAsync]).toEqual([
      '~StoreDoc<Todo>[]',
      'async',
      false,
    ])
  })
})
