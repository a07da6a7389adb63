import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { TemporaryProject } from './support/project.js'
import { compilerOf, sources, unresolved } from './support/results.js'
import { runCli } from './support/run.js'

const document = {
  openapi: '3.1.0' as const,
  info: { title: 'todos', version: '1.2.3' },
  paths: {
    '/todos': {
      get: { operationId: 'list', tags: [], responses: { '200': { description: "What's: left" } } },
    },
  },
}

function projectAndCompiler(more = {}) {
  const project = new TemporaryProject(sources)
  return { project, compiler: compilerOf(project, { openapi: document, ...more }) }
}

test('openapi prints the document as JSON', async () => {
  const { project, compiler } = projectAndCompiler()

  const { code, stdout, stderr } = await runCli(['openapi'], { cwd: project.root, compiler })

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe(`${JSON.stringify(document, null, 2)}\n`)
})

test('--yaml prints the same as YAML', async () => {
  const { project, compiler } = projectAndCompiler()

  const { stdout } = await runCli(['openapi', '--yaml'], { cwd: project.root, compiler })

  expect(stdout).toContain('openapi: 3.1.0\ninfo:\n  title: todos\n  version: 1.2.3\n')
  expect(parse(stdout)).toEqual(document)
})

test('--output writes it into a file, in folders that need not exist', async () => {
  const { project, compiler } = projectAndCompiler()

  const { code, stdout, stderr } = await runCli(['openapi', '--output', 'out/api.json'], {
    cwd: project.root,
    compiler,
  })

  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: '',
    stderr: 'out/api.json written\n',
  })
  expect(JSON.parse(project.read('out/api.json'))).toEqual(document)
})

test('--output into a file that is called YAML writes YAML', async () => {
  const { project, compiler } = projectAndCompiler()

  await runCli(['openapi', '--output', 'api.yml'], { cwd: project.root, compiler })

  expect(parse(project.read('api.yml'))).toEqual(document)
  expect(project.read('api.yml')).toContain('openapi: 3.1.0\n')
})

test('a file that cannot be written is no bug of ours', async () => {
  const { project, compiler } = projectAndCompiler()

  const { code, stderr } = await runCli(['openapi', '--output', 'src/todos.ts/api.json'], {
    cwd: project.root,
    compiler,
  })

  expect(code).toBe(2)
  expect(stderr).toContain('the document cannot be written')
})

test('no program is opened when nothing changed since the last build', async () => {
  const { project, compiler } = projectAndCompiler()
  await runCli(['codegen'], { cwd: project.root, compiler })
  const other = compilerOf(project)

  const { stdout } = await runCli(['openapi'], { cwd: project.root, compiler: other })

  expect(other.options).toEqual([])
  expect(JSON.parse(stdout)).toEqual(document)
})

test('with errors it says that endpoints are missing, and exits with 1', async () => {
  const { project, compiler } = projectAndCompiler({ diagnostics: [unresolved] })

  const { code, stderr } = await runCli(['openapi'], { cwd: project.root, compiler })

  expect(code).toBe(1)
  expect(stderr).toContain('1 error: what has errors is missing here')
})
