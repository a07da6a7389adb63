import { expect, onTestFinished, test, vi } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { generated, output, resultOf, sources, unresolved } from './support/results.js'
import { HandMadeCompiler, runCli } from './support/run.js'

/** Compiles what stands in the source: its text becomes the index; `broken` is an error. */
function compilerOf(project: TemporaryProject): HandMadeCompiler {
  return new HandMadeCompiler(() => {
    const text = project.has('src/todos.ts') ? project.read('src/todos.ts') : 'none'
    return resultOf(project, {
      files: [generated('index.ts', text)],
      diagnostics: text.includes('broken') ? [unresolved] : [],
    })
  })
}

function start(files: Readonly<Record<string, string>> = {}) {
  const project = new TemporaryProject({ ...sources, ...files })
  const compiler = compilerOf(project)
  const controller = new AbortController()
  let printed = ''
  const ended = runCli(['codegen', '--watch'], {
    cwd: project.root,
    compiler,
    signal: controller.signal,
    onOutput: (text) => {
      printed += text
    },
  })
  onTestFinished(async () => {
    controller.abort()
    await ended
  })
  const prints = (text: string | RegExp) =>
    vi.waitFor(() => expect(printed).toMatch(text), { timeout: 5000, interval: 10 })
  return {
    project,
    compiler,
    prints,
    ended,
    stop: () => controller.abort(),
    printed: () => printed,
  }
}

test('a change prints one line and writes what it changes, with one open compiler', async () => {
  const { project, compiler, prints } = start()
  await prints(/^✔ 1 endpoint: 2 files written \(\d+ ms\)\nwatching for changes\n$/)

  project.write('src/todos.ts', '// second\n', new Date())

  await prints(/✔ src\/todos\.ts: 2 files written \(\d+ ms\)\n$/)
  expect(project.read(`${output}/index.ts`)).toContain('// second')
  expect(compiler.opened).toBe(1)
})

test('several files saved at once are one change', async () => {
  const { project, compiler, prints } = start()
  await prints('watching')

  for (const name of ['a', 'b', 'c']) project.write(`src/${name}.ts`, '', new Date())

  await prints(/✔ src\/a\.ts and 2 more: nothing to write/)
  expect(compiler.compiled).toBe(2)
})

test('files in a new folder are noticed', async () => {
  const { project, prints } = start()
  await prints('watching')

  project.write('src/new/deep/a.ts', '', new Date())
  await prints(/✔ src\/new.*: nothing to write/)
  project.write('src/new/deep/a.ts', '// again', new Date())

  await prints(/✔ src\/new\/deep\/a\.ts: nothing to write/)
})

test('with errors the last good files stay, until the errors are gone', async () => {
  const { project, prints } = start()
  await prints('watching')

  project.write('src/todos.ts', 'broken\n', new Date())
  await prints(
    /error unresolved-parameter[^]*✖ src\/todos\.ts: 1 error, the last good files stay \(\d+ ms\)\n$/,
  )
  expect(project.read(`${output}/index.ts`)).toContain('export const todos = 1')

  project.write('src/todos.ts', '// mended\n', new Date())
  await prints(/✔ src\/todos\.ts: 2 files written/)
})

test('the generated files are no change', async () => {
  const { project, compiler, prints } = start()
  await prints('watching')

  project.write(`${output}/index.ts`, 'x', new Date())
  project.write('src/todos.ts', '// second\n', new Date())

  await prints(/✔ src\/todos\.ts: 2 files written/)
  expect(compiler.compiled).toBe(2)
})

test('a change of the config or the tsconfig opens another compiler', async () => {
  const { project, compiler, prints } = start({
    'critter.config.ts': "export default { output: 'src/one' }",
  })
  await prints('watching')

  project.write('critter.config.ts', "export default { output: 'src/two' }", new Date())
  await prints(/✔ critter\.config\.ts: 2 files written/)
  project.write('tsconfig.json', '{}', new Date())
  await prints(/✔ tsconfig\.json: nothing to write/)

  expect(project.has('src/two/index.ts')).toBe(true)
  expect(compiler.opened).toBe(3)
})

test('a config that is written while it watches is used, and one that goes is no more', async () => {
  const { project, prints } = start()
  await prints('watching')

  project.write('critter.config.ts', "export default { output: 'src/two' }", new Date())
  await prints(/✔ critter\.config\.ts: 2 files written/)
  expect(project.has('src/two/index.ts')).toBe(true)
  project.write('src/todos.ts', '// later\n', new Date())
  await prints(/✔ src\/todos\.ts: 2 files written/)
  expect(project.read('src/two/index.ts')).toContain('// later')

  project.delete('critter.config.ts')
  const index = () => project.read(`${output}/index.ts`)
  await vi.waitFor(() => expect(index()).toContain('// later'), { timeout: 5000, interval: 10 })
})

test('a wrong config is shown and may be mended', async () => {
  const { project, prints } = start({ 'critter.config.ts': 'export default {}' })
  await prints('watching')

  project.write('critter.config.ts', 'export default { wrong: 1 }', new Date())
  await prints(/unknown member "wrong"/)
  project.write('critter.config.ts', 'export default {}', new Date())

  await prints(/✔ critter\.config\.ts: nothing to write/)
})

test('what the watch has built is fresh for the next process', async () => {
  const { project, prints, stop, ended } = start()
  await prints('watching')
  project.write('src/todos.ts', '// second\n', new Date())
  await prints(/✔ src\/todos\.ts/)
  stop()
  const { code } = await ended

  expect(code).toBe(0)
  expect((await runCli(['codegen'], { cwd: project.root })).stdout).toContain('2 files unchanged')
})

test('an open program that has lost touch with the disk is replaced by a new one', async () => {
  const { project, compiler, prints } = start()
  await prints('watching')

  compiler.failOnce(new Error('Directory not found'))
  project.write('src/todos.ts', '// second\n', new Date())

  await prints(/✔ src\/todos\.ts: 2 files written/)
  expect(compiler.opened).toBe(2)
})

test('a bug is reported, and the next change begins anew', async () => {
  const { project, compiler, prints } = start()
  await prints('watching')

  compiler.failOnce(new Error('one'))
  compiler.failOnce(new Error('two'))
  project.write('src/todos.ts', '// second\n', new Date())
  await prints(/that is a bug in Critter[^]*Error: two/)
  project.write('src/todos.ts', '// third\n', new Date())

  await prints(/✔ src\/todos\.ts: 2 files written/)
})
