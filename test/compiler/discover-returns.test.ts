import { afterEach, expect, test } from 'vitest'
import type { Discovered } from '../../packages/compiler/src/discovery/open-project.js'
import { codesOf, methodNamed, SourceProject } from '../support/source-project.js'

const projects: SourceProject[] = []
afterEach(() => {
  for (const each of projects.splice(0)) each.remove()
})

const model = `import { Data } from '@critter/runtime'
export class One extends Data<{ name: string }> {}
export class Two extends Data<{ name: string }> {}
export class Sub extends One {}
export interface Plain { readonly name: string }
export class Todo extends Data<{ id: string; name: string }> {}
export class Board extends Data<{ id: string; name: string }> {}`

function discover(methods: string, rest = ''): Discovered {
  const project = new SourceProject({
    'src/model.ts': model,
    'src/a.ts': `import { Before, byId, created, Get, Produces, storeDoc, Use, startStream, type CreationResponse, type DocumentSession, type QuerySession, type Read, type StoreDoc } from '@critter/runtime'
import { Board, One, Sub, Todo, Two, type Plain } from './model.js'
export class A {
${methods}
  @Get('/a') static get(): void {}
}
${rest}`,
  })
  projects.push(project)
  return project.discover()
}

const linesOf = (found: Discovered) => codesOf(found).map((each) => each.replace('src/a.ts:', ''))

test('a returned array that loses its types wants an annotation, and gets one to paste', () => {
  const found = discover(`  static load(id: string) { return [byId(Todo, id), byId(Board, id)] }
  static async loadMore(id: string) { if (id === '') return undefined
    return [new Todo({ id, name: '' }), 5] }
  static loadList(id: string) { return [new Todo({ id, name: '' }), new Todo({ id, name: 'b' })] }
  static validate() { return ['too long', 'too short'] }
  static loadPair(id: string) { return [id, 5] as const }
  static loadTyped(id: string): [string, number] { return [id, 5] }
  static loadEmpty() { return [] }
  static helper(id: string) { return [byId(Todo, id), 1] }`)

  expect(linesOf(found)).toEqual(['undeclared-return-type 4', 'undeclared-return-type 5'])
  expect(found.diagnostics.map((each) => each.help)).toEqual([
    'Declare the return type: [Read<Todo | null>, Read<Board | null>]',
    'Declare the return type: Promise<[Todo, number] | undefined>',
  ])
})

test('an instance of another class is reported, wherever it stands in what is returned', () => {
  const found = discover(`  static loadA(): One { return new Two({ name: '' }) }
  static loadB(flag: boolean): One { return flag ? new One({ name: '' }) : new Two({ name: '' }) }
  static async loadC(): Promise<One | null> { return new Two({ name: '' }) }
  static loadD(): [One, Two] { return [new Two({ name: '' }), new Two({ name: '' })] }
  static loadE(): { one: One; two: Two } { const two = new Two({ name: '' }); return { one: two, two } }
  static loadF(): Promise<One> { return Promise.resolve(new Two({ name: '' })) }
  static loadG(): One[] { return [new One({ name: '' }), new Two({ name: '' })] }
  static loadH(): StoreDoc<Board> { return storeDoc(Todo, new Todo({ id: '', name: '' })) }
  static loadI(): readonly One[] { const twos: Two[] = []; return twos }
  static loadJ(id: string): [Read<Board | null>] { return [byId(Todo, id)] }
  static loadK(): CreationResponse<One> { return created('/x', new Two({ name: '' })) }`)

  expect(linesOf(found)).toEqual(
    [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((line) => `returned-another-type ${line}`),
  )
  expect(found.diagnostics[0]).toMatchObject({
    message: 'Two is returned where One is declared; to TypeScript they are alike',
    location: { file: 'src/a.ts', line: 4, column: 32, length: 21 },
  })
})

test('subclasses, plain objects, declared interfaces and unions are fine', () => {
  const found = discover(`  static loadA(): One { return new Sub({ name: '' }) }
  static loadB(): One { return { name: '' } }
  static loadC(): Plain { return new Two({ name: '' }) }
  static loadD(flag: boolean): One | Two { return flag ? new One({ name: '' }) : new Two({ name: '' }) }
  static loadE(): One | Plain { return new Two({ name: '' }) }
  static loadF(): { one: One } | null { return { one: new Sub({ name: '' }) } }
  static loadG(): One { return new Two({ name: '' }) as One }
  static loadH(session: DocumentSession): Promise<Todo | null> { return session.load(Todo, '') }
  static loadI(): unknown { return new Two({ name: '' }) }
  static helper(): One { return new Two({ name: '' }) }`)

  expect(linesOf(found)).toEqual([])
})

test('parameters without a type and hidden methods are reported where generated code would call them', () => {
  const found = discover(`  // @ts-expect-error no type
  static load(id, { name }) { return [id, name] as const }
  private static validate(): void {}
  protected static after(): void {}
  @Before() private static check(): void {}
  private static helper(value) { return value }`)

  expect(linesOf(found)).toEqual([
    'untyped-parameter 5',
    'untyped-parameter 5',
    'method-not-public 6',
    'method-not-public 7',
    'method-not-public 8',
  ])
})

test('a marker below the top of a type, a run-time argument and a class defined later are reported', () => {
  const found = discover(
    `  static load(list: Entity<Todo>[], { at }: { at: Now }): { now: Now } | null { void [list, at]; return null }
  @Get(path()) static other(): void {}
  @Produces(404, Later) static more(): void {}
  @Use(A) @Get('/self') static self(): void {}
  @Get(later) static third(): void {}`,
    `import type { Entity, Now } from '@critter/runtime'
function path(): '/x' | '/y' { return '/x' }
export class Later {}
const later = '/later'
class Unexported { static readonly routes = { get: Get('/u') }; static get(): void {} }
void Unexported`,
  )

  expect(linesOf(found)).toEqual([
    'misplaced-marker 4',
    'misplaced-marker 4',
    'misplaced-marker 4',
    'decorator-argument-not-literal 5',
    'used-before-defined 6',
    'not-a-middleware 7',
    'used-before-defined 7',
    'used-before-defined 8',
    'handler-not-exported 15',
  ])
})

test('reads are counted by the turns they leave in', () => {
  const found =
    discover(`  static async one(session: QuerySession, id: string) { return session.load(Todo, id) }
  static async two(session: QuerySession, id: string) {
    const todo = await session.load(Todo, id)
    const board = await session.load(Board, id)
    return { todo, board }
  }
  static async together(session: QuerySession, id: string) {
    const [todo, board] = await Promise.all([session.load(Todo, id), session.query(Board).first()])
    return { todo, board }
  }
  static async started(session: QuerySession, id: string) {
    const todo = session.load(Todo, id)
    const board = session.load(Board, id)
    return { todo: await todo, board: await board }
  }
  static async needed(session: QuerySession, id: string) {
    const todo = await session.load(Todo, id)
    if (todo === null) return null
    const name = todo.name
    return session.load(Board, name)
  }
  static async branches(session: QuerySession, id: string) {
    if (id === '') return session.load(Todo, id)
    return await session.load(Board, id)
  }
  static async guarded(session: QuerySession, id: string) {
    const todo = await session.load(Todo, id)
    if (!todo) return null
    const board = await session.load(Board, id)
    return { todo, board }
  }
  static async inLoop(session: QuerySession, ids: string[]) { for (const id of ids) await session.load(Todo, id) }
  static async mapped(session: QuerySession, ids: string[]) { return Promise.all(ids.map((id) => session.load(Todo, id))) }
  static async hidden(session: QuerySession, id: string) { return A.one(session, id) }
  static async elsewhere(text: string) { await new Promise((done) => setTimeout(done, text.length)) }
  static plain(id: string) { return id }
  static events(session: QuerySession, id: string) { return session.events.fetchStream(id) }
  static async built(session: QuerySession) {
    const query = session.query(Todo).orderBy('name')
    return { rows: await query.toArray(), count: await query.count() }
  }`)

  const reads = (name: string) => {
    const { roundTrips, sequential } = methodNamed(`A.${name}`, found).reads
    return [roundTrips, sequential?.line]
  }
  expect(reads('one')).toEqual([1, undefined])
  expect(reads('two')).toEqual([2, 7])
  expect(reads('together')).toEqual([1, undefined])
  expect(reads('started')).toEqual([1, undefined])
  expect(reads('needed')).toEqual([2, undefined])
  expect(reads('branches')).toEqual([1, undefined])
  expect(reads('guarded')).toEqual([2, undefined])
  expect(reads('inLoop')).toEqual([undefined, undefined])
  expect(reads('mapped')).toEqual([1, undefined])
  expect(reads('hidden')).toEqual([undefined, undefined])
  expect(reads('elsewhere')).toEqual([0, undefined])
  expect(reads('plain')).toEqual([0, undefined])
  expect(reads('events')).toEqual([1, undefined])
  expect(reads('built')).toEqual([2, 43])
})
