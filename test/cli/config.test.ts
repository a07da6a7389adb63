import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { compilerOf, sources } from './support/results.js'
import { runCli } from './support/run.js'

async function failureOf(config: string, more: Readonly<Record<string, string>> = {}) {
  const project = new TemporaryProject({ ...sources, ...more, 'critter.config.ts': config })
  const { code, stderr } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })
  return { code, stderr }
}

test('without a config the defaults are in force', async () => {
  const project = new TemporaryProject(sources)
  const compiler = compilerOf(project)

  await runCli(['codegen'], { cwd: project.root, compiler })

  expect(compiler.options).toEqual([
    {
      root: project.root,
      tsconfig: 'tsconfig.json',
      include: ['src/**/*.ts'],
      output: 'src/generated/critter',
      openapi: { title: basename(project.root), version: '0.0.0' },
    },
  ])
})

test('a config in TypeScript says otherwise, from any subfolder of the project', async () => {
  const project = new TemporaryProject({
    ...sources,
    'tsconfig.app.json': '{}',
    'package.json': '{ "type": "module", "name": "orders", "version": "1.4.0" }',
    'src/deep/package.json': '{}',
    'critter.config.ts': `import { defineConfig } from '@critter/cli'
import { folder } from './folder.js'
export default defineConfig({ include: ['app/*.ts'], output: folder satisfies string, tsconfig: 'tsconfig.app.json',
  openapi: { title: 'Orders' } })`,
    'folder.ts': "export const folder: string = 'src/out'",
  })
  const compiler = compilerOf(project)

  const { code, stderr } = await runCli(['codegen'], { cwd: project.path('src/deep'), compiler })

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(compiler.options).toEqual([
    {
      root: project.root,
      tsconfig: 'tsconfig.app.json',
      include: ['app/*.ts'],
      output: 'src/out',
      openapi: { title: 'Orders', version: '1.4.0' },
    },
  ])
  expect(project.has('src/out/index.ts')).toBe(true)
})

test('--root and --config name another project and config', async () => {
  const project = new TemporaryProject({
    ...sources,
    'configs/other.ts': "export default { output: 'src/other' }",
  })
  const compiler = compilerOf(project)

  const { code } = await runCli(['codegen', '--root', '.', '--config', 'configs/other.ts'], {
    cwd: project.root,
    compiler,
  })

  expect(code).toBe(0)
  expect(project.has('src/other/index.ts')).toBe(true)
})

test('an unknown member is shown with the known ones and the nearest', async () => {
  const { code, stderr } = await failureOf(`import { defineConfig } from '@critter/cli'

export default defineConfig({
  // inlcude: the sources
  inlcude: ['src/**/*.ts'],
})
`)

  expect(code).toBe(2)
  expect(stderr)
    .toBe(`critter.config.ts:5:3 - error config: the config has an unknown member "inlcude"

  3 | export default defineConfig({
  4 |   // inlcude: the sources
> 5 |   inlcude: ['src/**/*.ts'],
    |   ^^^^^^^
  6 | })

  help: Did you mean "include"? The members are include, output, tsconfig, openapi, policies, messaging, telemetry
`)
})

test.each([
  [
    "export default { include: 'src' }",
    `"include" must be a list of globs, such as ['src/**/*.ts']`,
  ],
  ['export default { include: [] }', '"include" must be a list of globs'],
  ["export default { output: '.' }", '"output" must be a folder below the config'],
  ["export default { output: '../elsewhere' }", '"output" must be a folder below the config'],
  ["export default { output: '/tmp/x' }", '"output" must be a folder below the config'],
  ["export default { output: 'src/../..' }", '"output" must be a folder below the config'],
  ["export default { output: 'node_modules/x' }", '"output" must be a folder below the config'],
  [
    "export default { output: 'src' }",
    '"output" must be a folder of its own, but sources lie in "src"',
  ],
  ["export default { telemetry: 'all' }", '"telemetry" must be true or false'],
  ['export default { tsconfig: 1 }', '"tsconfig" must be the path of a tsconfig'],
  ["export const include = ['src']", 'the config exports no object by default'],
  ['export default []', 'the config exports no object by default'],
  ['export default { sagas: {} }', 'the config has an unknown member "sagas"'],
  ["export default { ['__proto__']: 1 }", 'the config has an unknown member "__proto__"'],
])('%s is refused', async (config, reason) => {
  const { code, stderr } = await failureOf(config)

  expect(code).toBe(2)
  expect(stderr).toMatch(/^critter\.config\.ts:1:\d+ - error config: /)
  expect(stderr).toContain(reason)
})

test('a config with a syntax error is shown where it stands', async () => {
  const { code, stderr } = await failureOf("export default {\n  include: ['src\n}\n")

  expect(code).toBe(2)
  expect(stderr).toContain(
    'critter.config.ts:2:12 - error config: the config cannot be loaded: Unterminated string constant\n',
  )
  expect(stderr).toContain("> 2 |   include: ['src")
})

test('an error thrown by a file that the config imports is shown in that file', async () => {
  const { code, stderr } = await failureOf("import './other.js'\nexport default {}\n", {
    'other.ts': "\n\nthrow new Error('boom')\n",
  })

  expect(code).toBe(2)
  expect(stderr).toContain('other.ts:3:1 - error config: the config cannot be loaded: boom')
})

test.each([
  ['a member', "{\n  get output() { throw new Error('boom') },\n}"],
  [
    'an element of a list',
    "{\n  include: [{ get length() { throw new Error('boom') } }.length], }",
  ],
  ['a list', "{\n  include: new Proxy([], { get() { throw new Error('boom') } }),\n}"],
  ['the object', "new Proxy({}, {\n  ownKeys() { throw new Error('boom') },\n})"],
])('an error thrown when %s is read is shown where it is thrown', async (_, value) => {
  const { code, stderr } = await failureOf(`export default ${value}\n`)

  expect(code).toBe(2)
  expect(stderr).toContain(
    'critter.config.ts:2:3 - error config: the config cannot be loaded: boom',
  )
})

test('every member is read once', async () => {
  const { code, stderr } = await failureOf(
    "let output = 0\nexport default { get output() { return output++ === 0 ? 'src/out' : 1 } }\n",
  )

  expect({ code, stderr: stderr.includes('error') }).toEqual({ code: 0, stderr: false })
})

test('an import that leads nowhere is shown', async () => {
  const { code, stderr } = await failureOf("import './nowhere.js'\nexport default {}\n")

  expect(code).toBe(2)
  expect(stderr).toContain(
    "critter.config.ts:1:1 - error config: the config cannot be loaded: Cannot find module './nowhere.js'",
  )
})

test('a project without a tsconfig is told so', async () => {
  const project = new TemporaryProject(sources)
  project.delete('tsconfig.json')

  const { code, stderr } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect(code).toBe(2)
  expect(stderr).toBe(
    `error: there is no tsconfig.json in ${project.root}\n  help: Add one, or name another in critter.config.ts: tsconfig\n`,
  )
})

test('a folder that belongs to no project is told so', async () => {
  const { code, stderr } = await runCli(['codegen'], { cwd: '/' })

  expect(code).toBe(2)
  expect(stderr).toContain('error: there is no package.json or critter.config.ts in / or above')
})

test.each([
  [['codegen', '--root', 'nowhere'], 'there is no folder'],
  [['codegen', '--config', 'nowhere.ts'], 'there is no config at'],
])('%s is refused', async (args, reason) => {
  const project = new TemporaryProject(sources)

  const { code, stderr } = await runCli(args, { cwd: project.root })

  expect(code).toBe(2)
  expect(stderr).toContain(reason)
})

test('with --json a wrong config is an object too', async () => {
  const project = new TemporaryProject({
    ...sources,
    'critter.config.ts': 'export default { wrong: 1 }',
  })

  const { code, stdout } = await runCli(['codegen', '--json'], { cwd: project.root })

  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    error: {
      kind: 'usage',
      message: 'the config has an unknown member "wrong"',
      help: 'The members are include, output, tsconfig, openapi, policies, messaging, telemetry',
      location: { file: 'critter.config.ts', line: 1, column: 18, length: 5 },
    },
  })
})
