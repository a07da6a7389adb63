// What is published of the runtime, as `npm run build` made it.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../packages/runtime')

test('a class is the same one, whichever entry it came from', () => {
  const found = run(`
    import { fastify } from 'fastify'
    import { RuntimeError } from '@critter/runtime'
    import { buildApp, RequiredDataError } from '@critter/runtime/generated'
    import { critter } from '@critter/runtime/fastify'
    import { startApp } from '@critter/runtime/testing'

    const app = buildApp({ compiler: '0.1.0', documents: [], events: [], aggregates: [] }, {}, () => [])
    const messageOf = (work) => work.then(() => 'none', (error) => error.message)
    console.log(JSON.stringify({
      error: new RequiredDataError('Order') instanceof RuntimeError,
      fastify: await messageOf(critter(fastify(), { app })),
      testing: await messageOf(startApp(() => app)),
    }))
  `)

  expect(JSON.parse(found)).toEqual({
    error: true,
    fastify: 'none',
    testing: expect.stringContaining('built with another database') as string,
  })
})

test('every class is called what its source calls it', () => {
  const declared = read('src', '.ts').flatMap(classesIn)
  const bundled = read('dist', '.js').flatMap(classesIn)

  expect(declared).toContain('ProblemDetails')
  expect(bundled.toSorted()).toEqual(declared.toSorted())
})

test('the client of a broker is loaded by the entry of its transport alone', () => {
  const clients = /^import .* from '(rabbitmq-client|@nats-io\/[\w-]+|redis)'/gm
  const loading = (entry: string): readonly string[] =>
    [...new Set(modulesOf(entry).flatMap((text) => [...text.matchAll(clients)]))].map(
      ([, name]) => name!,
    )

  for (const entry of ['index', 'generated', 'fastify', 'testing']) {
    expect(loading(entry)).toEqual([])
  }
  expect(loading('rabbitmq')).toContain('rabbitmq-client')
  expect(loading('nats')).toContain('@nats-io/jetstream')
  expect(loading('redis')).toContain('redis')
})

test('what sends and handles messages is loaded when an application starts that has some', () => {
  const classes = ['index', 'generated', 'fastify'].flatMap(modulesOf).flatMap(classesIn)

  expect(classes).toContain('CritterApp')
  expect(classes).not.toContain('Messenger')
  expect(classes).not.toContain('PgMessageStore')
})

test('the package has the files that its entries name, those they load, and the migrations', () => {
  const output = execFileSync('npm pack --dry-run --json --ignore-scripts', {
    cwd: root,
    encoding: 'utf8',
    shell: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }]
  const packed = files.map(({ path }) => path)
  const expected = [
    ...entries(),
    ...list('dist', '.js').flatMap((path) => [path, `${path}.map`]),
    ...list('src', '.sql'),
  ]
  expect(expected.length).toBeGreaterThan(20)
  expect(packed).toEqual(expect.arrayContaining(expected))
  expect(packed.filter((path) => path.startsWith('build'))).toEqual([])
})

function run(script: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(root, '../..'),
    encoding: 'utf8',
  })
}

function entries(): readonly string[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>
  }
  return Object.values(exports)
    .flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry)))
    .map((path) => path.replace('./', ''))
}

/** Of an entry, and of whatever it imports while it is loaded. */
function modulesOf(entry: string): readonly string[] {
  const texts = new Map<string, string>()
  const read = (path: string): void => {
    if (texts.has(path)) return
    texts.set(path, readFileSync(path, 'utf8'))
    for (const [, found] of texts.get(path)!.matchAll(/^(?:import|export) .*'(\.[^']+)'/gm)) {
      read(join(path, '..', found!))
    }
  }
  read(join(root, 'dist', `${entry}.js`))
  return [...texts.values()]
}

function list(folder: string, extension: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
}

function read(folder: string, extension: string): readonly string[] {
  return list(folder, extension).map((path) => readFileSync(join(root, path), 'utf8'))
}

function classesIn(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/^(?:export )?(?:abstract )?class ([\w$]+)/gm),
    ([, name]) => name!,
  )
}
