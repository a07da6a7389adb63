import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { compilerOf, output, sources, unresolved } from './support/results.js'
import { runCli } from './support/run.js'

// Names that messages on their way and stored events carry, which a build must not lose without a word.

let changes = 0

/** A build of sources that changed, with these names in it. */
async function build(
  project: TemporaryProject,
  wireNames: readonly string[],
  ...flags: readonly string[]
) {
  project.write('src/todos.ts', `export const todos = ${(changes += 1)}\n`)
  const compiler = compilerOf(project, { wireNames })
  return runCli(['codegen', ...flags], { cwd: project.root, compiler })
}

function listed(project: TemporaryProject): unknown {
  return (JSON.parse(project.read(`${output}/manifest.json`)) as { names?: unknown }).names
}

test('the manifest lists the names in use, one per line', async () => {
  const project = new TemporaryProject(sources)

  const { code } = await build(project, ['order-placed', 'order-shipped@2'])

  expect(code).toBe(0)
  expect(project.read(`${output}/manifest.json`)).toMatch(
    /^{\n {2}"names": \[\n {4}"order-placed",\n {4}"order-shipped@2"\n {2}\],\n {2}"files": {\n/,
  )
})

test('a name that is gone is an error in the manifest until it is there again', async () => {
  const project = new TemporaryProject(sources)
  await build(project, ['order-placed', 'order-shipped'])

  const { code, stdout } = await build(project, ['order-placed', 'order-sent'])

  expect(code).toBe(1)
  expect(stdout)
    .toContain(`${output}/manifest.json:5:5 - error wire-name-removed: no message or event is called "order-shipped" any more

  3 |     "order-placed",
  4 |     "order-sent",
> 5 |     "order-shipped"
    |     ^^^^^^^^^^^^^^^
  6 |   ],
  7 |   "files": {

  help: What is stored or on its way with this name could not be read: keep it with @Message('order-shipped'), or run critter codegen --accept-removed-names when there is nothing
`)
  expect(listed(project)).toEqual(['order-placed', 'order-sent', 'order-shipped'])
  expect(await build(project, ['order-placed', 'order-sent'], '--check')).toMatchObject({ code: 1 })
  expect(await build(project, ['order-placed', 'order-sent', 'order-shipped'])).toMatchObject({
    code: 0,
  })
})

test('it is said again when nothing changed', async () => {
  const project = new TemporaryProject(sources)
  await build(project, ['order-placed'])
  await build(project, [])

  const { code, stdout } = await runCli(['codegen'], { cwd: project.root })

  expect(code).toBe(1)
  expect(stdout).toContain('wire-name-removed')
})

test('--accept-removed-names takes it from the manifest', async () => {
  const project = new TemporaryProject(sources)
  await build(project, ['order-placed', 'order-shipped'])
  await build(project, ['order-placed'])

  const { code } = await build(project, ['order-placed'], '--accept-removed-names')

  expect(code).toBe(0)
  expect(listed(project)).toEqual(['order-placed'])
  expect(await build(project, ['order-placed'], '--check')).toMatchObject({ code: 0 })
})

test('with errors in the sources no name is said to be gone, and none is forgotten', async () => {
  const project = new TemporaryProject(sources)
  await build(project, ['order-placed', 'order-shipped'])
  project.write('src/todos.ts', 'export const todos = 0\n')
  const broken = compilerOf(project, { wireNames: ['order-placed'], diagnostics: [unresolved] })

  const { stdout } = await runCli(['codegen'], { cwd: project.root, compiler: broken })

  expect(stdout).not.toContain('wire-name-removed')
  expect(listed(project)).toEqual(['order-placed', 'order-shipped'])
})

test('a build with errors adds no name: one that the next build corrects has been nobody’s', async () => {
  const project = new TemporaryProject(sources)
  await build(project, ['order-placed'])
  project.write('src/todos.ts', 'export const todos = -1\n')
  const broken = compilerOf(project, {
    wireNames: ['order-placed', 'order-shiped'],
    diagnostics: [unresolved],
  })

  await runCli(['codegen'], { cwd: project.root, compiler: broken })
  expect(listed(project)).toEqual(['order-placed'])

  const { code } = await build(project, ['order-placed', 'order-shipped'])
  expect(code).toBe(0)
  expect(listed(project)).toEqual(['order-placed', 'order-shipped'])
})
