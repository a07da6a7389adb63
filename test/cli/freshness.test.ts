import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { compilerOf, output, postTodos, resultOf, sources, unresolved } from './support/results.js'
import { HandMadeCompiler, runCli } from './support/run.js'

async function built(files: Readonly<Record<string, string>> = {}): Promise<TemporaryProject> {
  const project = new TemporaryProject({ ...sources, 'types/global.d.ts': '', ...files })
  const inputs = [project.path('src/todos.ts'), project.path('types/global.d.ts')]
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project, { inputs }) })
  return project
}

/** How often a program is opened by the next build. */
async function opened(
  project: TemporaryProject,
  args: readonly string[] = ['codegen'],
): Promise<number> {
  const compiler = compilerOf(project)
  await runCli(args, { cwd: project.root, compiler })
  return compiler.opened
}

test('nothing changed: no program is opened, whichever command asks', async () => {
  const project = await built()

  for (const args of [
    ['codegen'],
    ['codegen', '--check'],
    ['describe'],
    ['describe', 'POST /todos'],
    ['routes', '--json'],
  ]) {
    expect(await opened(project, args)).toBe(0)
  }
})

test('describe and routes fill the cache for codegen, and codegen still writes the files', async () => {
  const project = new TemporaryProject(sources)

  expect(await opened(project, ['routes'])).toBe(1)
  expect(project.has(output)).toBe(false)
  expect(await opened(project)).toBe(0)
  expect(project.has(`${output}/index.ts`)).toBe(true)
})

test('errors are shown again without a program, as long as nothing changed', async () => {
  const project = new TemporaryProject(sources)
  const broken = compilerOf(project, { diagnostics: [unresolved] })
  const first = await runCli(['codegen'], { cwd: project.root, compiler: broken })
  const second = await runCli(['codegen'], { cwd: project.root, compiler: broken })

  expect([first.code, second.code]).toEqual([1, 1])
  expect(second.stdout).toContain('4 files unchanged')
  expect(errorsIn(second.stdout)).toBe(errorsIn(first.stdout))
  expect(broken.opened).toBe(1)
})

test('a file that was missing and is there now is a change, wherever it was looked for', async () => {
  const outside = new TemporaryProject({})
  const project = new TemporaryProject(sources)
  const missing = [outside.path('shared.ts'), outside.path('shared.d.ts')]
  const broken = compilerOf(project, { diagnostics: [unresolved], missing })
  await runCli(['codegen'], { cwd: project.root, compiler: broken })
  outside.write('unrelated.ts', '')
  expect(await opened(project)).toBe(0)

  outside.write('shared.d.ts', '')
  expect(await opened(project)).toBe(1)
})

function errorsIn(printed: string): string {
  return printed.slice(0, printed.indexOf('✖'))
}

const changes: Readonly<Record<string, (project: TemporaryProject) => void>> = {
  'another content of a source': (project) =>
    project.write('src/todos.ts', 'export const todos = 2\n'),
  'another content of the same length and time': (project) => {
    const before = new Date(project.mtimeOf('src/todos.ts') + 5)
    project.write('src/todos.ts', 'export const todos = 9\n', before)
  },
  'a deleted source': (project) => project.delete('src/todos.ts'),
  'a new source': (project) => project.write('src/a/b/new.ts', ''),
  'a new declaration beside the sources': (project) => project.write('types/more/other.d.ts', ''),
  'the tsconfig': (project) => project.write('tsconfig.json', '{}'),
  'the package.json': (project) => project.write('package.json', '{}'),
  'a package.json that comes between': (project) => project.write('src/package.json', '{}'),
  'a lock file that appears': (project) => project.write('package-lock.json', '{}'),
  'a config that appears': (project) => project.write('critter.config.ts', 'export default {}'),
}

for (const [name, change] of Object.entries(changes)) {
  test(`compiled again after ${name}`, async () => {
    const project = await built()

    change(project)

    expect(await opened(project)).toBe(1)
  })
}

test('compiled again after a change of the config, or of a file it imports', async () => {
  const project = await built({
    'critter.config.ts':
      "import { include } from './config/include.js'\nexport default { include }",
    'config/include.ts':
      "import { src } from './src.mjs'\nexport const include = [`${src}/**/*.ts`]",
    'config/src.mjs': "export const src = 'src'",
  })
  expect(await opened(project)).toBe(0)

  project.write('config/src.mjs', "export const src = './src'")
  expect(await opened(project)).toBe(1)
  project.write('config/include.ts', "export const include = ['src/*.ts']")
  expect(await opened(project)).toBe(1)
})

test('a file touched without another content is no change, and is looked into only once', async () => {
  const project = await built()
  project.write('src/todos.ts', project.read('src/todos.ts'), new Date(Date.now() - 5000))

  expect(await opened(project)).toBe(0)
  project.write('src/other.txt', 'no source')
  expect(await opened(project)).toBe(0)
})

test('generated files, hidden ones and packages are no inputs', async () => {
  const project = await built()
  project.write(`${output}/mine.ts`, '')
  project.write('src/.hidden/x.ts', '')
  project.write('src/node_modules/x/index.ts', '')

  expect(await opened(project)).toBe(0)
})

test('a generated file that was changed, deleted or replaced is written again without opening a program', async () => {
  const project = await built()
  project.write(`${output}/index.ts`, 'changed')
  project.delete(`${output}/post-todos.ts`)

  expect(await opened(project)).toBe(0)
  expect(project.read(`${output}/index.ts`)).toContain('app = 1')
  expect(project.has(`${output}/post-todos.ts`)).toBe(true)
})

test('a source that changes while it is compiled is compiled again next time', async () => {
  const project = new TemporaryProject(sources)
  const compiler = new HandMadeCompiler(() => {
    writeFileSync(project.path('src/todos.ts'), 'export const todos = 3\n')
    return resultOf(project)
  })
  await runCli(['codegen'], { cwd: project.root, compiler })

  expect(await opened(project)).toBe(1)
})

test('a source that appears while others are compiled is compiled next time', async () => {
  const project = new TemporaryProject(sources)
  const compiler = new HandMadeCompiler(() => {
    project.write('src/late.ts', '')
    return resultOf(project)
  })
  await runCli(['codegen'], { cwd: project.root, compiler })

  expect(await opened(project)).toBe(1)
})

test('a link that leads back up does not hold up the listing', async () => {
  const project = new TemporaryProject(sources)
  mkdirSync(project.path('src/deep'))
  symlinkSync(project.path('src/deep'), project.path('src/deep/again'))

  expect(await opened(project)).toBe(1)
  expect(await opened(project)).toBe(0)
})

const cacheFolder = 'node_modules/.cache/critter'
const cached = (project: TemporaryProject) =>
  readdirSync(project.path(cacheFolder)).filter((name) => name.endsWith('.json'))

const damages: Readonly<Record<string, (text: string) => string>> = {
  'cut off': (text) => text.slice(0, text.length / 2),
  'of another format': (text) => text.replace(/^critter-\d+/, 'critter-0'),
  'edited by hand': (text) => text.replaceAll('index.ts', '../../../../src/todos.ts'),
  'valid JSON of something else': () => '{"inputs":[],"outputs":{"paths":["../x"],"stamps":[]}}',
  empty: () => '',
}

for (const [name, damage] of Object.entries(damages)) {
  test(`a cache that is ${name} counts as lost`, async () => {
    const project = await built()
    for (const file of cached(project)) {
      writeFileSync(project.path(cacheFolder, file), damage(project.read(`${cacheFolder}/${file}`)))
    }

    const compiler = compilerOf(project)
    const { code, stderr } = await runCli(['codegen'], { cwd: project.root, compiler })

    expect({ code, stderr, opened: compiler.opened }).toEqual({ code: 0, stderr: '', opened: 1 })
    expect(project.read('src/todos.ts')).toBe(sources['src/todos.ts'])
    expect(await opened(project)).toBe(0)
  })
}

test('a lost part of the cache is compiled when it is asked for', async () => {
  const project = await built()
  for (const file of cached(project).filter((name) => name.includes('-')))
    project.delete(`${cacheFolder}/${file}`)

  expect(await opened(project)).toBe(0)
  expect(await opened(project, ['routes'])).toBe(1)
  expect(await opened(project, ['routes'])).toBe(0)
})

test('a cache of another compiler is not used', async () => {
  const project = await built()
  const { BuildCache } = await import('../../packages/cli/src/builds/build-cache.js')
  const cache = new BuildCache({ root: project.root, configFile: undefined })
  const record = cache.read()
  if (record !== undefined) cache.write({ ...record, compiler: '0.0.1' })

  expect(await opened(project)).toBe(1)
})

test('only the parts of the last build are kept', async () => {
  const project = await built()
  for (let round = 0; round < 3; round += 1) {
    project.write('src/todos.ts', `// ${round}`)
    const chains = [{ ...postTodos, services: [`service${round}`] }]
    await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project, { chains }) })
  }

  expect(cached(project)).toHaveLength(5)
})

test('a cache that cannot be written costs time and nothing else', async () => {
  const project = new TemporaryProject(sources)
  mkdirSync(project.path('node_modules/.cache'), { recursive: true })
  writeFileSync(project.path('node_modules/.cache/critter'), 'a file')

  expect(
    (await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })).code,
  ).toBe(0)
  expect(await opened(project)).toBe(1)
})

test('projects that share one node_modules do not share a build', async () => {
  const one = await built()
  const other = new TemporaryProject(sources)
  other.delete('node_modules')
  symlinkSync(one.path('node_modules'), other.path('node_modules'))

  expect(await opened(other)).toBe(1)
  expect(await opened(one)).toBe(0)
})
