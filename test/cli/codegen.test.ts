import { symlinkSync, mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { compilerOf, generated, output, resultOf, sources, unresolved } from './support/results.js'
import { HandMadeCompiler, runCli } from './support/run.js'

const json = (text: string) => JSON.parse(text) as Record<string, never>

test('generated files are written with a manifest, and one line says so', async () => {
  const project = new TemporaryProject(sources)

  const { code, stdout, stderr } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^✔ 1 endpoint, 4 files written, 0 unchanged \(\d+\.\d s\)\n$/)
  expect(project.read(`${output}/index.ts`)).toContain('export const app = 1')
  expect(project.read(`${output}/manifest.json`)).toMatch(
    /^{\n {2}"files": {\n {4}"codecs\/todo\.ts": "[0-9a-f]{32}",\n {4}"index\.ts": "[0-9a-f]{32}",\n {4}"post-todos\.ts": "[0-9a-f]{32}"\n {2}}\n}\n$/,
  )
})

test('identical files are not touched', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  const past = new Date(1_700_000_000_000)
  for (const path of ['index.ts', 'post-todos.ts', 'manifest.json'])
    project.write(`${output}/${path}`, project.read(`${output}/${path}`), past)
  project.write('src/todos.ts', 'export const todos = 2\n')

  const { stdout } = await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })

  expect(stdout).toContain('✔ 1 endpoint, 4 files unchanged')
  expect(project.mtimeOf(`${output}/index.ts`)).toBe(past.getTime())
  expect(project.mtimeOf(`${output}/manifest.json`)).toBe(past.getTime())
})

test('line ends that git turned to CRLF are no change', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  for (const path of ['index.ts', 'manifest.json']) {
    project.write(`${output}/${path}`, project.read(`${output}/${path}`).replaceAll('\n', '\r\n'))
  }

  const { code, stdout } = await runCli(['codegen', '--check'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect(code).toBe(0)
  expect(stdout).toContain('4 files up to date')
})

test('a file that is no longer generated is deleted, and the folder it leaves empty', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  project.write('src/todos.ts', 'export const todos = 2\n')
  const files = [generated('index.ts', 'export const app = 2')]

  const { stdout } = await runCli(['codegen', '--json'], {
    cwd: project.root,
    compiler: compilerOf(project, { files }),
  })

  expect(json(stdout)).toMatchObject({
    ok: true,
    files: {
      written: [`${output}/index.ts`, `${output}/manifest.json`],
      deleted: [`${output}/codecs/todo.ts`, `${output}/post-todos.ts`],
    },
  })
  expect(project.has(`${output}/post-todos.ts`)).toBe(false)
  expect(project.has(`${output}/codecs`)).toBe(false)
})

test('a stray beside the generated files is never touched', async () => {
  const project = new TemporaryProject({
    ...sources,
    [`${output}/notes.md`]: 'mine',
    [`${output}/old/x.ts`]: 'mine',
  })

  const { stdout } = await runCli(['codegen', '--json'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect(json(stdout)).toMatchObject({
    ok: true,
    files: { strays: [`${output}/notes.md`, `${output}/old/x.ts`] },
  })
  expect(project.read(`${output}/notes.md`)).toBe('mine')
})

test('a file of the user where one of ours belongs is an error, and stays', async () => {
  const project = new TemporaryProject({
    ...sources,
    [`${output}/post-todos.ts`]: 'export const mine = 1\n',
  })

  const { code, stdout } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect(code).toBe(1)
  expect(stdout).toContain(
    `${output}/post-todos.ts:1:1 - error file-not-ours: a file that Critter did not write lies where a generated file belongs`,
  )
  expect(project.read(`${output}/post-todos.ts`)).toBe('export const mine = 1\n')
  expect(project.read(`${output}/manifest.json`)).not.toContain('post-todos.ts')
})

test('a file of ours that was changed by hand is reported by --check and overwritten with a notice', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  project.write(`${output}/post-todos.ts`, 'changed by hand\n')

  const check = await runCli(['codegen', '--check'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })
  const write = await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })

  expect(check.code).toBe(1)
  expect(check.stdout).toContain(`  edited   ${output}/post-todos.ts (changed by hand)\n`)
  expect(write.code).toBe(0)
  expect(write.stdout).toContain(
    `! ${output}/post-todos.ts was changed by hand; the changes are overwritten\n`,
  )
  expect(project.read(`${output}/post-todos.ts`)).toContain('class POST_todos')
})

test('a file that was changed by hand and is no longer generated stays', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  project.write(
    `${output}/post-todos.ts`,
    `${project.read(`${output}/post-todos.ts`)}// precious\n`,
  )
  const files = [generated('index.ts', 'export const app = 2')]
  project.write('src/todos.ts', '// another\n')

  const { stdout } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project, { files }),
  })

  expect(project.read(`${output}/post-todos.ts`)).toContain('// precious')
  expect(stdout).toContain(
    `! ${output}/post-todos.ts was generated once, but the manifest does not list it`,
  )
})

test('--check writes nothing, lists stale, missing and extra files, and the command that mends it', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  project.write('src/todos.ts', 'export const todos = 2\n')
  const files = [
    generated('index.ts', 'export const app = 2'),
    generated('get-todos.ts', 'export class GET_todos {}'),
  ]
  const before = project.read(`${output}/manifest.json`)

  const { code, stdout } = await runCli(['codegen', '--check'], {
    cwd: project.root,
    compiler: compilerOf(project, { files }),
  })

  expect(code).toBe(1)
  expect(stdout).toBe(`✖ generated files are out of date

  extra    ${output}/codecs/todo.ts
  missing  ${output}/get-todos.ts
  stale    ${output}/index.ts
  stale    ${output}/manifest.json
  extra    ${output}/post-todos.ts

Run npx critter codegen and commit the result.
`)
  expect(project.read(`${output}/manifest.json`)).toBe(before)
  expect(project.has(`${output}/get-todos.ts`)).toBe(false)
})

test('--check --diff prints a patch of what codegen would change', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  project.write('src/todos.ts', 'export const todos = 2\n')
  const files = [generated('index.ts', 'export const app = 2'), ...resultOf(project).files.slice(1)]

  const { stdout } = await runCli(['codegen', '--check', '--diff'], {
    cwd: project.root,
    compiler: compilerOf(project, { files }),
  })

  expect(stdout).toContain(`--- a/${output}/index.ts
+++ b/${output}/index.ts
@@ -1,2 +1,2 @@
 // Generated by \`critter codegen\` from src/todos.ts. Change that and run it again.
-export const app = 1
+export const app = 2
`)
})

test('errors are shown with their frames, sound endpoints are written, and the exit code is 1', async () => {
  const project = new TemporaryProject(sources)

  const { code, stdout } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project, { diagnostics: [unresolved] }),
  })

  expect(code).toBe(1)
  expect(stdout).toContain(`src/todos.ts:1:1 - error unresolved-parameter: nothing provides "mailer"

> 1 | export const todos = 1
    | ^^^^^^
`)
  expect(stdout).toMatch(/✖ 1 error; 1 endpoint, 4 files written, 0 unchanged \(\d\.\d s\)\n$/)
  expect(project.has(`${output}/index.ts`)).toBe(true)
})

test('warnings do not fail', async () => {
  const project = new TemporaryProject(sources)
  const diagnostics = [{ ...unresolved, code: 'unused-data', severity: 'warning' } as const]

  const { code, stdout } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project, { diagnostics }),
  })

  expect(code).toBe(0)
  expect(stdout).toContain('- warning unused-data: ')
  expect(stdout).toMatch(/✔ 1 endpoint, 4 files written, 0 unchanged, 1 warning \(/)
})

test('--json prints one object on stdout and the words for people on stderr', async () => {
  const project = new TemporaryProject(sources)

  const { stdout, stderr } = await runCli(['codegen', '--json'], {
    cwd: project.root,
    compiler: compilerOf(project, { diagnostics: [unresolved] }),
  })

  expect(json(stdout)).toMatchObject({
    ok: false,
    endpoints: 1,
    diagnostics: [unresolved],
    files: { unchanged: [], deleted: [] },
  })
  expect(stderr).toContain('error unresolved-parameter')
})

test('on GitHub every diagnostic and every stale file becomes an annotation', async () => {
  const project = new TemporaryProject(sources)
  const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: project.path('..') }
  const folder = project.root.split('/').at(-1)

  const errors = await runCli(['codegen'], {
    cwd: project.root,
    env,
    compiler: compilerOf(project, { diagnostics: [{ ...unresolved, message: '100%: a,b' }] }),
  })
  project.delete(output)
  project.write('src/todos.ts', '// another\n')
  const drift = await runCli(['codegen', '--check'], {
    cwd: project.root,
    env,
    compiler: compilerOf(project),
  })

  expect(errors.stdout).toContain(
    `::error file=${folder}/src/todos.ts,line=1,col=1,endColumn=7,title=unresolved-parameter::100%25: a,b%0ALet an earlier method return it\n`,
  )
  expect(drift.stdout).toContain(`::error file=${folder}/${output}/index.ts,line=1,`)
})

test('garbage in the manifest never deletes a file of the user', async () => {
  const project = new TemporaryProject({
    ...sources,
    'precious.ts': 'mine',
    [`${output}/mine.ts`]: 'mine',
    [`elsewhere/x.ts`]: 'mine',
  })
  mkdirSync(project.path(output), { recursive: true })
  symlinkSync(project.path('elsewhere'), project.path(output, 'linked'))
  symlinkSync(project.path('precious.ts'), project.path(output, 'link.ts'))
  const { hashOfText } = await import('../../packages/cli/src/output/manifest.js')
  const paths = [
    '../../../precious.ts',
    project.path('precious.ts'),
    'linked/x.ts',
    'link.ts',
    './mine2.ts',
    'a/../mine.ts',
    '..\\precious.ts',
    'C:/x.ts',
    '',
    '.',
    'manifest.json',
  ]
  const files = Object.fromEntries(paths.map((path) => [path, hashOfText('mine')]))
  project.write(
    `${output}/manifest.json`,
    JSON.stringify({ files: { ...files, 'mine.ts': 'another hash' } }),
  )

  const { code, stdout } = await runCli(['codegen', '--json'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect(code).toBe(0)
  expect(json(stdout)).toMatchObject({ files: { deleted: [] } })
  for (const path of ['precious.ts', `${output}/mine.ts`, 'elsewhere/x.ts', `${output}/link.ts`])
    expect(project.read(path)).toBe('mine')
})

test('a link in the way of a generated file is not written through', async () => {
  const project = new TemporaryProject({ ...sources, 'precious.ts': 'mine' })
  mkdirSync(project.path(output), { recursive: true })
  symlinkSync(project.path('precious.ts'), project.path(output, 'post-todos.ts'))

  const { code, stdout } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect(code).toBe(1)
  expect(stdout).toContain(
    'error file-not-ours: a symbolic link lies where a generated file belongs',
  )
  expect(project.read('precious.ts')).toBe('mine')
})

test('an output folder that cannot be one is told so', async () => {
  const project = new TemporaryProject({ ...sources, 'src/generated': 'a file' })

  const { code, stderr } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project),
  })

  expect(code).toBe(2)
  expect(stderr).toMatch(/^error: generated files cannot be written: (ENOTDIR|EEXIST)/)
  expect(project.read('src/generated')).toBe('a file')
})

test('a manifest lost in a merge conflict is written anew, and nothing is deleted', async () => {
  const project = new TemporaryProject(sources)
  await runCli(['codegen'], { cwd: project.root, compiler: compilerOf(project) })
  project.write(
    `${output}/manifest.json`,
    `<<<<<<< HEAD\n${project.read(`${output}/manifest.json`)}`,
  )
  const files = [generated('index.ts', 'export const app = 2')]
  project.write('src/todos.ts', '// another\n')

  const { code, stdout } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: compilerOf(project, { files }),
  })

  expect(code).toBe(0)
  expect(stdout).toContain(`! ${output}/manifest.json could not be read and is written anew`)
  expect(project.read(`${output}/index.ts`)).toContain('app = 2')
  expect(project.has(`${output}/post-todos.ts`)).toBe(true)
})

test('a path of the compiler that leaves the folder is a bug of ours', async () => {
  const project = new TemporaryProject(sources)

  const { code, stderr } = await runCli(['codegen'], {
    cwd: project.root,
    compiler: new HandMadeCompiler(() => resultOf(project, { files: [generated('../x.ts', '')] })),
  })

  expect(code).toBe(3)
  expect(stderr).toContain('the compiler emitted a file at ../x.ts')
})
