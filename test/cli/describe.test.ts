import type { ChainDescription, QueryDescription } from '@critter/compiler'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { compilerOf, generated, output, postTodos, sources, unresolved } from './support/results.js'
import { runCli, type Surroundings } from './support/run.js'

const getTodo: ChainDescription = {
  ...postTodos,
  name: 'GET /todos/:id',
  verb: 'GET',
  path: '/todos/:id',
  generatedClass: 'GET_todos_id',
  generatedFile: 'get-todos-id.ts',
  handler: 'src/todos.ts#TodoEndpoints.get',
  location: { file: 'src/todos.ts', line: 20, column: 10, length: 3 },
  roundTrips: { reads: undefined, writes: 0 },
  transactional: false,
}
const listTodos: ChainDescription = {
  ...getTodo,
  name: 'GET /todos',
  path: '/todos',
  generatedClass: 'GET_todos',
  generatedFile: 'get-todos.ts',
  handler: 'src/todos.ts#TodoEndpoints.list',
}
const todosOf: QueryDescription = {
  name: 'TodosOf',
  writesJson: true,
  statements: [
    {
      when: 'query.open === undefined',
      sql: 'select data\n where tenant = $1::text\n   and list = $2::text',
      parameters: ['the tenant', 'query.list'],
    },
    {
      when: undefined,
      sql: 'select data\n where tenant = $1::text',
      parameters: ['the tenant'],
    },
  ],
}
const chains = [listTodos, getTodo, postTodos]
const files = [
  generated('index.ts', 'export const app = 1'),
  generated('get-todos.ts', "export class GET_todos {} // 'list'"),
  generated('get-todos-id.ts', 'export class GET_todos_id {}'),
  generated('post-todos.ts', 'export class POST_todos {}'),
]

async function ask(args: readonly string[], more: Partial<Surroundings> = {}, result = {}) {
  const project = new TemporaryProject(sources)
  const compiler = compilerOf(project, { chains, files, ...result })
  return runCli(args, { cwd: project.root, compiler, ...more })
}

test.each([
  'POST /todos',
  'post   /todos',
  'POST_todos',
  'CreateTodoEndpoint',
  'CreateTodoEndpoint.post',
  'src/todos.ts#CreateTodoEndpoint.post',
])('describe "%s" prints the generated handler', async (name) => {
  const { code, stdout, stderr } = await ask(['describe', name])

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe(files[3]?.text)
})

test('a route need not be quoted', async () => {
  expect((await ask(['describe', 'POST', '/todos'])).stdout).toContain('class POST_todos')
})

test('a handler class with several endpoints prints them all', async () => {
  const { stdout } = await ask(['describe', 'TodoEndpoints'])

  expect(stdout).toContain('class GET_todos ')
  expect(stdout).toContain('class GET_todos_id ')
})

test('an unknown name lists near ones and ends with 2', async () => {
  const { code, stdout, stderr } = await ask(['describe', 'CreateTodoEnpoint'])

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe(
    'error: there is no endpoint or handler "CreateTodoEnpoint"\n  help: Did you mean "CreateTodoEndpoint"?\n',
  )
})

test('a name that is near nothing is told how to list all', async () => {
  const { stderr } = await ask(['describe', 'qqqqqqqqqqq'])

  expect(stderr).toContain('help: Run critter describe for the list of all')
})

test('describe without a name lists all chains', async () => {
  const { code, stdout } = await ask(['describe'])

  expect(code).toBe(0)
  expect(stdout).toBe(`GET /todos      ${output}/get-todos.ts     src/todos.ts#TodoEndpoints.list
GET /todos/:id  ${output}/get-todos-id.ts  src/todos.ts#TodoEndpoints.get
POST /todos     ${output}/post-todos.ts    src/todos.ts#CreateTodoEndpoint.post
`)
})

test('--plan prints the steps in words, by phase, with the round trips that can be proved', async () => {
  const { stdout } = await ask(['describe', 'POST /todos', '--plan'])

  expect(stdout).toBe(`POST /todos
  handler      CreateTodoEndpoint.post src/todos.ts:3:10
  generated    POST_todos ${output}/post-todos.ts
  commits      yes
  services     none
  round trips  1 to read, 1 to write

  body
    command from the body

  prepare
    CreateTodoEndpoint.load(command, session)
    stop with 404
      post takes Todo, so it must be there
`)
})

test('the SQL of the queries that a chain asks follows, with what is bound', async () => {
  const text = `
query TodosOf, whose rows are the answer, when query.open === undefined
  select data
   where tenant = $1::text
     and list = $2::text
  $1 the tenant, $2 query.list

query TodosOf, whose rows are the answer, otherwise
  select data
   where tenant = $1::text
  $1 the tenant
`
  const asking = { chains: [{ ...getTodo, queries: [todosOf] }] }

  const code = await ask(['describe', 'GET /todos/:id'], {}, asking)
  const plan = await ask(['describe', 'GET /todos/:id', '--plan'], {}, asking)
  const json = await ask(['describe', 'GET /todos/:id', '--json'], {}, asking)

  expect(code.stdout).toBe(`${files[2]!.text}${text}`)
  expect(plan.stdout.endsWith(text)).toBe(true)
  expect(JSON.parse(json.stdout)).toMatchObject([
    {
      queries: [
        {
          name: 'TodosOf',
          writesJson: true,
          statements: [{ parameters: ['the tenant', 'query.list'] }, {}],
        },
      ],
    },
  ])
})

test('round trips that a method hides are said to be unknown', async () => {
  const { stdout } = await ask(['describe', 'GET_todos_id', '--plan'])

  expect(stdout).toContain('  round trips  not known to read (a method hides them), 0 to write\n')
})

test('--json prints the chains, with the text of those asked for', async () => {
  const list = await ask(['describe', '--json'])
  const one = await ask(['describe', 'POST /todos', '--json'])

  expect(JSON.parse(list.stdout)).toMatchObject(chains.map(({ name }) => ({ name })))
  expect(JSON.parse(one.stdout)).toMatchObject([
    { name: 'POST /todos', generatedFile: `${output}/post-todos.ts`, text: files[3]?.text },
  ])
})

test('colours on a terminal only, and as NO_COLOR and FORCE_COLOR say', async () => {
  const colored = async (more: Partial<Surroundings>) =>
    (await ask(['describe', 'GET_todos'], more)).stdout.includes('\u001b[')

  expect(await colored({ terminal: true })).toBe(true)
  expect(await colored({ terminal: false })).toBe(false)
  expect(await colored({ terminal: true, env: { NO_COLOR: '1' } })).toBe(false)
  expect(await colored({ terminal: true, env: { TERM: 'dumb' } })).toBe(false)
  expect(await colored({ terminal: false, env: { FORCE_COLOR: '1' } })).toBe(true)
  expect(await colored({ terminal: true, env: { FORCE_COLOR: '0' } })).toBe(false)
})

test('colour changes nothing but the colour', async () => {
  const { stdout } = await ask(['describe', 'GET_todos'], { terminal: true })

  expect(stdout.replace(/\u001b\[\d+m/g, '')).toBe(files[1]?.text)
  expect(stdout).toContain("\u001b[90m// 'list'\u001b[39m")
})

test('routes lists verb, path and the place of the handler, sorted by path', async () => {
  const { code, stdout } = await ask(['routes'])

  expect(code).toBe(0)
  expect(stdout).toBe(`GET   /todos      src/todos.ts:20  TodoEndpoints.list
POST  /todos      src/todos.ts:3   CreateTodoEndpoint.post
GET   /todos/:id  src/todos.ts:20  TodoEndpoints.get
`)
})

test('routes --json prints each route with its handler and its place', async () => {
  const { stdout } = await ask(['routes', '--json'])

  expect((JSON.parse(stdout) as unknown[])[1]).toEqual({
    verb: 'POST',
    path: '/todos',
    handler: 'CreateTodoEndpoint.post',
    file: 'src/todos.ts',
    line: 3,
  })
})

test('with errors the lists say that they are not complete', async () => {
  const { code, stdout, stderr } = await ask(['routes'], {}, { diagnostics: [unresolved] })

  expect(code).toBe(1)
  expect(stdout).toContain('POST  /todos')
  expect(stderr).toBe(
    '! 1 error: what has errors is missing here; critter codegen --check shows them\n',
  )
})

test('a sound endpoint can be described while others have errors', async () => {
  const { code, stdout } = await ask(['describe', 'POST /todos'], {}, { diagnostics: [unresolved] })

  expect(code).toBe(0)
  expect(stdout).toContain('class POST_todos')
})
