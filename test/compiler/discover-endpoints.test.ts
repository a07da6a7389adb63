import { afterEach, expect, test } from 'vitest'
import type { Discovered } from '../../packages/compiler/src/discovery/open-project.js'
import { describeUse } from '../support/describe-use.js'
import { classNamed, codesOf, methodNamed, SourceProject } from '../support/source-project.js'

const projects: SourceProject[] = []
afterEach(() => {
  for (const each of projects.splice(0)) each.remove()
})

function discover(files: Readonly<Record<string, string>>, compilerOptions?: object): Discovered {
  const project = new SourceProject(files, compilerOptions)
  projects.push(project)
  return project.discover()
}

const routesOf = ({ application }: Discovered) =>
  application.endpoints.map(
    ({ class: owner, method, route }) =>
      `${route.verb} ${route.path} ${owner.type.name}.${method.name}`,
  )

test('several routes of one method and several endpoints of one class are an endpoint each', () => {
  const found = discover({
    'src/a.ts': `import { Get, Head, Post } from '@critter/runtime'
const base = '/const'
export class Things {
  @Get('/things') @Head('/things') static list(): string { return '' }
  @Post(base) create(): void {}
  @Get(\`/template\`) static template(): void {}
  helper(): void {}
}`,
  })

  expect(routesOf(found)).toEqual([
    'GET /things Things.list',
    'HEAD /things Things.list',
    'POST /const Things.create',
    'GET /template Things.template',
  ])
  expect(methodNamed('Things.create', found).isStatic).toBe(false)
  expect(classNamed('Things', found).methods.map((each) => each.name)).toEqual([
    'list',
    'create',
    'template',
    'helper',
  ])
  expect(found.diagnostics).toEqual([])
})

test('decorators of ours are found through barrels, namespaces and other names, and those of others are not', () => {
  const found = discover({
    'src/web.ts': `export { Get as HttpGet } from '@critter/runtime'`,
    'src/nest.ts': `export function Get(_path: string) { return (): void => {} }`,
    'src/a.ts': `import * as critter from '@critter/runtime'
import { HttpGet } from './web.js'
import { Get } from './nest.js'
export class A {
  @critter.Post('/a') static a(): void {}
  @HttpGet('/b') static b(): void {}
  @Get('/c') static c(): void {}
}`,
  })

  expect(routesOf(found)).toEqual(['POST /a A.a', 'GET /b A.b'])
})

test('routes are spelled without decorators, by the name of the method', () => {
  const found = discover({
    'src/a.ts': `import { Get, Post } from '@critter/runtime'
export class Boards {
  static readonly routes = { list: Get('/boards'), start: [Post('/start'), Post('/begin')], strat: Get('/x') } as const
  static list(): string { return '' }
  static start(): void {}
}`,
  })

  expect(routesOf(found)).toEqual([
    'GET /boards Boards.list',
    'POST /start Boards.start',
    'POST /begin Boards.start',
  ])
  expect(codesOf(found)).toEqual(['unknown-route-method src/a.ts:3'])
})

test('methods of base classes come first, generic ones with the type of the class, abstract ones with their routes', () => {
  const found = discover({
    'src/base.ts': `import { Before, Get } from '@critter/runtime'
export abstract class Crud<T> {
  load(item: T): Promise<T | null> { throw item }
  @Before() check(): void {}
  @Get('/all') all(): readonly T[] { return [] }
}
export class Plain { @Get('/plain') static plain(): void {} }`,
    'src/a.ts': `import { Get } from '@critter/runtime'
import { Crud, Plain } from './base.js'
export interface Item { readonly id: string }
export class Items extends Crud<Item> {
  @Get('/one') one(): void {}
  override check(): void {}
}
export class More extends Plain { @Get('/more') static more(): void {} }`,
  })

  expect(routesOf(found)).toEqual([
    'GET /all Items.all',
    'GET /one Items.one',
    'GET /more More.more',
    'GET /plain Plain.plain',
  ])
  expect(classNamed('Items', found).methods.map((each) => each.name)).toEqual([
    'load',
    'all',
    'one',
    'check',
  ])
  const load = methodNamed('Items.load', found)
  expect(load.parameters.map((each) => each.use && describeUse(each.use))).toEqual([
    'src/a.ts#Item',
  ])
  expect(describeUse(load.returns.use)).toBe('src/a.ts#Item | null')
})

test('private fields, accessors and abstract methods are no methods; of overloads callers see the last', () => {
  const found = discover({
    'src/a.ts': `import { Get } from '@critter/runtime'
export class A {
  get load(): string { return '' }
  #validate(): void {}
  ['computed' + 1](): void {}
  ['literal'](): void {}
  static find(id: number): void
  static find(id: string): void
  @Get('/find') static find(id: number | string): void { void id; void this }
  use(): void { this.#validate() }
}`,
  })

  expect(classNamed('A', found).methods.map((each) => each.name)).toEqual([
    'literal',
    'find',
    'use',
  ])
  const [id] = methodNamed('A.find', found).parameters
  expect(id?.use && describeUse(id.use)).toBe('string')
})

test('marks of classes and methods are read', () => {
  const found = discover({
    'src/a.ts': `import { After, AfterCommit, EmptyResponse, Finally, Get, Ignore, NonTransactional, OnException, OnMissing } from '@critter/runtime'
@NonTransactional()
@OnMissing('problem-400', 'There is none')
export class A {
  @Get('/a') @EmptyResponse() @OnMissing('throw') static a(): void {}
  @After() static one(): void {}
  @AfterCommit() static two(): void {}
  @Finally() static three(): void {}
  @OnException() static four(_error: Error): void {}
  @Ignore() static load(): void {}
}
@Ignore()
export class B { @Get('/b') static b(): void {} }`,
  })

  expect(routesOf(found)).toEqual(['GET /a A.a'])
  expect(classNamed('A', found).marks).toEqual({
    ignore: false,
    nonTransactional: true,
    onMissing: { answer: 'problem-400', message: 'There is none' },
    use: [],
  })
  expect(classNamed('A', found).methods.map(({ marks }) => marks.phase)).toEqual([
    undefined,
    'after',
    'after-commit',
    'finally',
    'on-exception',
    undefined,
  ])
  expect(methodNamed('A.a', found).marks).toMatchObject({
    emptyResponse: true,
    onMissing: { answer: 'throw', message: undefined },
    use: [],
  })
  expect(methodNamed('A.load', found).marks.ignore).toBe(true)
})

test('a parameter may be left out, destructured, or have the type of its first value', () => {
  const found = discover({
    'src/a.ts': `import { Get } from '@critter/runtime'
export class A {
  @Get('/a') static a({ n }: { n: number }, page = 1, flag?: boolean, name: string | undefined = undefined, ...rest: string[]): void { void [n, page, flag, name, rest] }
}`,
  })

  const parameters = methodNamed('A.a', found).parameters
  expect(
    parameters.map((each) => [each.name, each.use && describeUse(each.use), each.optional]),
  ).toEqual([
    [undefined, '{ n: number }', false],
    ['page', 'number', true],
    ['flag', 'boolean', true],
    ['name', 'string | undefined', true],
    ['rest', 'string[]', false],
  ])
})

test('places are relative to the root and count from one', () => {
  const found = discover({
    'src/deep/a.ts': `import { Get } from '@critter/runtime'

export class Places {
  @Get('/places')
  static get(day: string): string { return day }
}`,
  })

  const method = methodNamed('Places.get', found)
  expect(classNamed('Places', found).location).toEqual({
    file: 'src/deep/a.ts',
    line: 3,
    column: 14,
    length: 6,
  })
  expect(method.location).toEqual({ file: 'src/deep/a.ts', line: 5, column: 10, length: 3 })
  expect(method.parameters[0]?.location).toEqual({
    file: 'src/deep/a.ts',
    line: 5,
    column: 14,
    length: 3,
  })
  expect(method.returns.location).toEqual({ file: 'src/deep/a.ts', line: 5, column: 28, length: 6 })
  expect(method.marks.routes[0]?.location).toEqual({
    file: 'src/deep/a.ts',
    line: 4,
    column: 3,
    length: 15,
  })
})

test('sources are what the globs include, without tests, declarations and what was generated', () => {
  const source = (name: string) =>
    `import { Get } from '@critter/runtime'\nexport class ${name} { @Get('/${name}') static get(): void {} }`
  const found = discover({
    'src/a.ts': source('A'),
    'src/a.test.ts': source('Test'),
    'src/b.spec.ts': source('Spec'),
    'src/generated/critter/c.ts': source('Generated'),
    'other/d.ts': source('Other'),
    'src/ambient.d.ts': `declare interface Ambient { readonly n: number }`,
    'src/uses.ts': `import { Post } from '@critter/runtime'\nexport class Uses { @Post('/u') static post(body: Ambient): void { void body } }`,
  })

  expect(routesOf(found)).toEqual(['GET /A A.get', 'POST /u Uses.post'])
  const use = methodNamed('Uses.post', found).parameters[0]?.use
  expect(use && describeUse(use)).toBe('src/ambient.d.ts#Ambient')
  const relative = found.inputs
    .filter((each) => each.includes('critter-sources-'))
    .map((each) => each.replace(/^.*critter-sources-[^/]+\//, ''))
  expect(relative).toEqual([
    'package.json',
    'src/a.ts',
    'src/ambient.d.ts',
    'src/uses.ts',
    'tsconfig.json',
  ])
})

test.each([
  [{ module: 'nodenext', moduleResolution: 'nodenext' }, 'js'],
  [{ module: 'node16', moduleResolution: 'node16' }, 'js'],
  [{ module: 'nodenext', moduleResolution: 'nodenext', allowImportingTsExtensions: true }, 'ts'],
  [
    { module: 'nodenext', moduleResolution: 'nodenext', rewriteRelativeImportExtensions: true },
    'ts',
  ],
  [{ module: 'esnext', moduleResolution: 'bundler' }, 'none'],
] as const)('imports end as the tsconfig says: %o', (options, extension) => {
  expect(discover({ 'src/a.ts': 'export {}' }, options).application.project.importExtension).toBe(
    extension,
  )
})
