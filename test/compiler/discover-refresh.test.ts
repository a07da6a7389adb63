import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Discovered } from '../../packages/compiler/src/discovery/open-project.js'
import { describeUse } from '../support/describe-use.js'
import { codesOf, methodNamed, SourceProject } from '../support/source-project.js'

const endpoint = (
  name: string,
  type: string,
  from: string,
) => `import { Get } from '@critter/runtime'
import type { ${type} } from '${from}'
export class ${name} {
  static load(): Promise<${type} | null> { throw new Error() }
  @Get('/${name}') static get(value: ${type}): void { void value }
}`

let project: SourceProject
beforeEach(() => {
  project = new SourceProject({
    'src/todo.ts': `export interface Todo { readonly id: string }`,
    'src/board.ts': `export interface Board { readonly id: string }`,
    'src/a.ts': endpoint('A', 'Todo', './todo.js'),
    'src/b.ts': endpoint('B', 'Board', './board.js'),
  })
})
afterEach(() => {
  project.remove()
})

const routesOf = ({ application }: Discovered) =>
  application.endpoints.map((each) => each.route.path)
const membersOf = (id: string, { application }: Discovered) =>
  Object.entries(application.types[id]?.members ?? {}).map(
    ([name, use]) => `${name}: ${describeUse(use)}`,
  )

/** What a new reading of the whole project says. */
function readAnew(): Discovered {
  const again = new SourceProject({})
  again.remove()
  return Object.assign(again, { root: project.root }).discover()
}

/** Handles count on; everything else is as if the project had been read for the first time. */
function plain(found: Discovered): unknown {
  return JSON.parse(
    JSON.stringify(
      { ...found.application, diagnostics: found.diagnostics, inputs: found.inputs },
      (key, value: unknown) => (key === 'handle' ? undefined : value),
    ),
  )
}

test('a changed file is read again, and what imports it', () => {
  project.discover()
  project.write(
    'src/todo.ts',
    `export interface Todo { readonly id: number; readonly name: string }`,
  )
  project.refresh('src/todo.ts')
  const found = project.discover()

  expect(membersOf('src/todo.ts#Todo', found)).toEqual(['id: number', 'name: string'])
  expect(plain(found)).toEqual(plain(readAnew()))
})

test('what did not change keeps its handles, which are compared in the new program', () => {
  const before = methodNamed('B.load', project.discover()).returns.use
  project.write('src/a.ts', endpoint('A', 'Board', './board.js'))
  project.refresh('src/a.ts')
  const found = project.discover()

  const value = methodNamed('A.get', found).parameters[0]!.use!
  const unchanged = methodNamed('B.load', found).returns.use
  expect(unchanged.handle).toBe(before.handle)
  expect(found.relations.assignable(unchanged.handle, value.handle)).toBe(true)
  expect(found.relations.assignable(value.handle, unchanged.handle)).toBe(true)
})

test('a handle sees what a type in another file has become', () => {
  const first = project.discover()
  const sameShape = first.relations.assignable(
    methodNamed('A.load', first).returns.use.handle,
    methodNamed('B.get', first).parameters[0]!.use!.handle,
  )
  project.write('src/todo.ts', `export interface Todo { readonly id: number }`)
  project.refresh()
  const found = project.discover()

  expect(sameShape).toBe(true)
  expect(
    found.relations.assignable(
      methodNamed('A.load', found).returns.use.handle,
      methodNamed('B.get', found).parameters[0]!.use!.handle,
    ),
  ).toBe(false)
})

test('new files are found and files that are gone are forgotten, without being told which', () => {
  project.discover()
  project.write('src/c.ts', endpoint('C', 'Todo', './todo.js'))
  rmSync(join(project.root, 'src/b.ts'))
  project.refresh()
  const found = project.discover()

  expect(routesOf(found)).toEqual(['/A', '/C'])
  expect(found.application.types['src/board.ts#Board']).toBeUndefined()
  expect(plain(found)).toEqual(plain(readAnew()))
})

test('a file that was missing is resolved when it is there', () => {
  project.write('src/d.ts', endpoint('D', 'Later', './later.js'))
  const before = methodNamed('D.get', project.discover()).parameters[0]!.use!
  project.write('src/later.ts', `export interface Later { readonly n: number }`)
  project.refresh('src/later.ts')
  const after = methodNamed('D.get', project.discover()).parameters[0]!.use!

  expect(describeUse(before)).toBe('other Later')
  expect(describeUse(after)).toBe('src/later.ts#Later')
})

test('a syntax error is reported until it is corrected', () => {
  project.discover()
  project.write('src/a.ts', 'export class A { @Get( static')
  project.refresh()
  const broken = project.discover()
  project.write('src/a.ts', endpoint('A', 'Todo', './todo.js'))
  project.refresh('src/a.ts')
  const mended = project.discover()

  expect(codesOf(broken)).toEqual(['source-has-syntax-errors src/a.ts:1'])
  expect(routesOf(broken)).toEqual(['/B'])
  expect(codesOf(mended)).toEqual([])
  expect(routesOf(mended)).toEqual(['/A', '/B'])
})

test('a class with methods becomes data when it is stored', () => {
  project.write(
    'src/todo.ts',
    `export class Item { id = ''; rename(): void {} }\nexport interface Todo { readonly item: Item }`,
  )
  project.refresh()
  const before = project.discover().application.types['src/todo.ts#Item']?.nature
  project.write(
    'src/store.ts',
    `import { byId } from '@critter/runtime'\nimport { Item } from './todo.js'\nexport const read = () => byId(Item, '')`,
  )
  project.refresh()
  const found = project.discover()

  expect(before).toBe('service')
  expect(found.application.types['src/todo.ts#Item']?.nature).toBe('data')
  expect(plain(found)).toEqual(plain(readAnew()))
})

test('a changed tsconfig opens the project anew', () => {
  project.discover()
  project.write('tsconfig.json', `{ "compilerOptions": { "strict": false, "module": "nodenext" } }`)
  project.refresh()

  expect(codesOf(project.discover())).toContain('strict-null-checks-required tsconfig.json:1')
})

test('a global declaration affects every file', () => {
  project.write('src/global.d.ts', `declare interface Everywhere { readonly a: string }`)
  project.write(
    'src/e.ts',
    `import { Get } from '@critter/runtime'\nexport class E { @Get('/e') static get(value: Everywhere): void { void value } }`,
  )
  project.discover()
  project.write('src/global.d.ts', `declare interface Everywhere { readonly b: number }`)
  project.refresh('src/global.d.ts')

  expect(membersOf('src/global.d.ts#Everywhere', project.discover())).toEqual(['b: number'])
})

test('where a missing file was looked for is told, until it is there', () => {
  project.write('src/a.ts', endpoint('A', 'Later', '../shared/later.js'))
  const before = project.discover()
  project.write('shared/later.ts', `export interface Later { readonly id: string }`)
  project.write('src/a.ts', `${endpoint('A', 'Later', '../shared/later.js')}\n`)
  project.refresh()
  const after = project.discover()

  const place = join(project.root, 'shared/later.ts')
  expect(before.missing).toContain(place)
  expect(after.missing).not.toContain(place)
})

test('a decorator that is kept in another file is read again when that changes', () => {
  project.write('src/auth.ts', `export class Auth { static before(): void {} }`)
  project.write(
    'src/decorators.ts',
    `import { Get, Use } from '@critter/runtime'
import { Auth } from './auth.js'
export const Protected = Use(Auth)
export const List = Get('/list')`,
  )
  project.write(
    'src/c.ts',
    `import { List, Protected } from './decorators.js'
@Protected
export class C { @List static get(): void {} }`,
  )
  const usedBy = ({ application }: Discovered) =>
    application.endpoints
      .filter((each) => each.class.type.name === 'C')
      .map(({ route, class: { marks } }) => [
        route.path,
        marks.inError,
        ...marks.use.map((each) => each.class.type.name),
      ])

  const before = project.discover()
  project.write(
    'src/decorators.ts',
    `import { Get, Use } from '@critter/runtime'
import { Auth } from './auth.js'
export const Protected = Math.random() < 1 ? Use(Auth) : Use()
export const List = Get('/all')`,
  )
  project.refresh('src/decorators.ts')
  const found = project.discover()

  expect(usedBy(before)).toEqual([['/list', undefined, 'Auth']])
  expect(usedBy(found)).toEqual([['/all', true]])
  expect(codesOf(found)).toEqual(['hidden-decorator src/c.ts:2'])
  expect(plain(found)).toEqual(plain(readAnew()))
})
