import ts from 'typescript'
import { expect, test } from 'vitest'
import { TemporaryProject } from './support/project.js'
import { codegenOf } from './support/real-compiler.js'
import { output } from './support/results.js'

// What stays of an earlier build while there are errors, and what goes.

interface Endpoint {
  readonly parameters?: string
  readonly imports?: string
  /** Nothing provides what it needs; what is called of it stays as it was. */
  readonly broken?: true
}

/** `GET /cat/:id` */
const endpoint = (
  name: string,
  { parameters = 'id: string', imports = '', broken }: Endpoint = {},
) => `import { Get } from '@critter/runtime'
${imports}
export class ${name}Endpoint {
  ${broken === true ? 'static before(unknown: { send(): void }): void {}' : ''}
  @Get('/${name.toLowerCase()}/:id')
  static get(${parameters}): { readonly id: string } {
    return { id }
  }
}
`

test('an endpoint that cannot be compiled keeps its file and its place in the index, beside new ones', async () => {
  const project = new TemporaryProject({
    'src/cat.endpoint.ts': endpoint('Cat'),
    'src/dog.endpoint.ts': endpoint('Dog'),
  })
  const codegen = codegenOf(project)
  await codegen()
  const dog = project.read(`${output}/get-dog-id.ts`)

  project.change('src/dog.endpoint.ts', endpoint('Dog', { broken: true }))
  project.change('src/cow.endpoint.ts', endpoint('Cow'))
  const { code, stdout } = await codegen()

  expect(code).toBe(1)
  expect(stdout).toContain(
    `! left as they are until the errors are gone: ${output}/codecs/dog-get.ts, ${output}/get-dog-id.ts\n`,
  )
  expect(project.read(`${output}/get-dog-id.ts`)).toBe(dog)
  const index = project.read(`${output}/index.ts`)
  for (const name of ['cat', 'cow', 'dog']) {
    expect(index).toContain(`path: '/${name}/:id', handler: new GET_${name}_id()`)
  }
  expect(project.read(`${output}/manifest.json`)).toContain('"get-dog-id.ts": {')
  expect(typeErrorsIn(project)).toEqual([])
})

test('with a policy in error, endpoints stay as they were: with what it had put around them', async () => {
  const config = (name: string) => `export default {
  policies: [(chains: any, { type }: any) => { for (const each of chains) each.use(type('./src/auth.ts#${name}')) }],
}
`
  const project = new TemporaryProject({
    'critter.config.ts': config('Auth'),
    'src/auth.ts': 'export class Auth {\n  static before(): void {}\n}\n',
    'src/cat.endpoint.ts': endpoint('Cat'),
  })
  await codegenOf(project)()
  const cat = project.read(`${output}/get-cat-id.ts`)
  expect(cat).toContain('Auth.before()')

  project.change('critter.config.ts', config('Aut'))
  project.change('src/dog.endpoint.ts', endpoint('Dog'))
  const { code, stdout } = await codegenOf(project)()

  expect(code).toBe(1)
  expect(stdout).toContain('unknown-type-reference')
  expect(project.read(`${output}/get-cat-id.ts`)).toBe(cat)
  expect(project.has(`${output}/get-dog-id.ts`)).toBe(false)
  expect(project.read(`${output}/index.ts`)).toContain('new GET_cat_id()')
})

test('a project without a route is told where one was looked for', async () => {
  const project = new TemporaryProject({ 'src/cat.ts': 'export const cat = 1\n' })

  const { code, stdout } = await codegenOf(project)()

  expect(code).toBe(0)
  expect(stdout).toContain(
    '! no method with a route and no message handler was found in src/**/*.ts',
  )
})

test('the errors mended, everything is as if they had never been', async () => {
  const project = new TemporaryProject({
    'src/cat.endpoint.ts': endpoint('Cat'),
    'src/dog.endpoint.ts': endpoint('Dog'),
  })
  const codegen = codegenOf(project)
  await codegen()
  const files = ['index.ts', 'manifest.json', 'openapi.ts'].map((each) => `${output}/${each}`)
  const before = files.map((each) => project.read(each))

  project.change('src/dog.endpoint.ts', endpoint('Dog', { broken: true }))
  await codegen()
  project.change('src/dog.endpoint.ts', endpoint('Dog'))
  const { code } = await codegen()

  expect(code).toBe(0)
  expect(files.map((each) => project.read(each))).toEqual(before)
})

test('a codec that a kept endpoint imports stays, and so does an endpoint that needs one of its new functions', async () => {
  const todos = (get: string, post: string) => `import { Get, Post, Data } from '@critter/runtime'

export class Todo extends Data<{ id: string; text: string }> {}
export class TodoEndpoints {
  @Get('/todos/:id')
  static get(id: string): ${get} {
    return ${get === 'Todo' ? '' : '[ '}new Todo({ id, text: '' })${get === 'Todo' ? '' : ' ]'}
  }
  @Post('/todos')
  static post(todo: Todo${post}): void {
    void todo
  }
}
`
  const project = new TemporaryProject({ 'src/todos.ts': todos('Todo', '') })
  const codegen = codegenOf(project)
  await codegen()
  const codec = project.read(`${output}/codecs/todo.ts`)
  const get = project.read(`${output}/get-todos-id.ts`)

  project.change('src/todos.ts', todos('readonly Todo[]', ', mailer: { send(): void }'))
  const { stdout } = await codegen('--json')

  expect(json(stdout)).toMatchObject({
    files: {
      kept: ['codecs/todo.ts', 'get-todos-id.ts', 'post-todos.ts'].map(
        (path) => `${output}/${path}`,
      ),
    },
  })
  expect(project.read(`${output}/codecs/todo.ts`)).toBe(codec)
  expect(project.read(`${output}/get-todos-id.ts`)).toBe(get)
})

const letters = `export interface Mailer {
  send(): void
}
export class Letters {
  constructor(private readonly mailer: Mailer) {}
  write(): void {
    this.mailer.send()
  }
}
`
const uses = (service: string, file: string) => ({
  parameters: `id: string, ${service.toLowerCase()}: ${service}`,
  imports: `import type { ${service} } from './${file}.js'`,
})
const usesLetters = uses('Letters', 'letters')

test('services of a kept endpoint stay in the index, and those of a deleted one leave with it', async () => {
  const project = new TemporaryProject({
    'src/letters.ts': letters,
    'src/stamps.ts': letters.replace(/Letters/g, 'Stamps').replace(/Mailer/g, 'Printer'),
    'src/cat.endpoint.ts': endpoint('Cat', usesLetters),
    'src/dog.endpoint.ts': endpoint('Dog', uses('Stamps', 'stamps')),
    'src/cow.endpoint.ts': endpoint('Cow'),
  })
  const codegen = codegenOf(project)
  await codegen()
  expect(project.read(`${output}/index.ts`)).toContain('const stamps =')

  project.change('src/cat.endpoint.ts', endpoint('Cat', { ...usesLetters, broken: true }))
  project.delete('src/dog.endpoint.ts')
  const { code } = await codegen()

  expect(code).toBe(1)
  const index = project.read(`${output}/index.ts`)
  expect(index).toContain('readonly mailer: Supplied<Mailer>')
  expect(index).toContain('host.compose((mailer) => new Letters(mailer), services.mailer)')
  expect(index).toContain('handler: new GET_cat_id(letters)')
  expect(index).not.toMatch(/stamps|printer|dog/i)
  expect(typeErrorsIn(project)).toEqual([])
})

test('another service under the name of one that a kept endpoint is given waits until the errors are gone', async () => {
  const project = new TemporaryProject({
    'src/letters.ts': letters,
    'src/cat.endpoint.ts': endpoint('Cat', usesLetters),
  })
  const codegen = codegenOf(project)
  await codegen()

  project.change('src/cat.endpoint.ts', endpoint('Cat', { ...usesLetters, broken: true }))
  project.change('src/other.ts', letters)
  project.change('src/dog.endpoint.ts', endpoint('Dog', uses('Letters', 'other')))
  await codegen()

  const index = project.read(`${output}/index.ts`)
  expect(index).toContain('new GET_cat_id(letters)')
  expect(index).not.toContain('GET_dog_id')
  expect(project.has(`${output}/get-dog-id.ts`)).toBe(false)
  expect(typeErrorsIn(project)).toEqual([])
})

test('a deleted endpoint leaves while another file has errors, which keeps its own', async () => {
  const project = new TemporaryProject({
    'src/greet.endpoint.ts': endpoint('Greet'),
    'src/cat.endpoint.ts': endpoint('Cat'),
    'src/dog.endpoint.ts': endpoint('Dog'),
  })
  const codegen = codegenOf(project)
  await codegen()

  project.delete('src/cat.endpoint.ts')
  project.change('src/dog.endpoint.ts', endpoint('Dog', { broken: true }))
  const { code } = await codegen()

  expect(code).toBe(1)
  const index = project.read(`${output}/index.ts`)
  expect(index).not.toContain('cat')
  expect(index).toContain("import { GET_dog_id } from './get-dog-id.js'")
  expect(index).toContain("path: '/dog/:id', handler: new GET_dog_id()")
  expect(index).toContain("path: '/greet/:id', handler: new GET_greet_id()")
  expect(project.has(`${output}/get-cat-id.ts`)).toBe(false)
  expect(project.has(`${output}/get-dog-id.ts`)).toBe(true)
})

test('where nothing but the deleted endpoint is missing, the index is a new one', async () => {
  const project = new TemporaryProject({ 'src/cat.endpoint.ts': endpoint('Cat') })
  const codegen = codegenOf(project)
  await codegen()

  project.delete('src/cat.endpoint.ts')
  project.change('src/dog.endpoint.ts', endpoint('Dog', { broken: true }))
  const { code } = await codegen()

  expect(code).toBe(1)
  expect(project.read(`${output}/index.ts`)).not.toContain('GET_cat')
})

test('with a decorator in error an endpoint stays as it was, and so does how its document is stored', async () => {
  const notes = (
    decorators: Readonly<Record<'use' | 'doc', string>>,
  ) => `import { Data, Doc, Get, Use, type Entity } from '@critter/runtime'

export class Auth {
  static before(): void {}
}
const common = [Auth] as const
const stored = () => Doc({ name: 'notices' })
void [common, stored]

${decorators.doc}
export class Note extends Data<{ id: string; text: string }> {}

${decorators.use}
export class NoteEndpoint {
  @Get('/notes/:id')
  static get(note: Entity<Note>): string {
    return note.text
  }
}
`
  const project = new TemporaryProject({
    'src/note.endpoint.ts': notes({ use: '@Use(Auth)', doc: "@Doc({ name: 'notices' })" }),
  })
  const codegen = codegenOf(project)
  await codegen()
  const handler = project.read(`${output}/get-notes-id.ts`)
  const definition = project.read(`${output}/definition.ts`)

  project.change('src/note.endpoint.ts', notes({ use: '@Use(...common)', doc: '@stored()' }))
  const { code, stdout } = await codegen()

  expect(code).toBe(1)
  expect(stdout).toContain('error decorator-argument-not-literal')
  expect(stdout).toContain('error hidden-decorator')
  expect(handler).toContain('Auth.before()')
  expect(project.read(`${output}/get-notes-id.ts`)).toBe(handler)
  expect(definition).toContain("name: 'notices'")
  expect(project.read(`${output}/definition.ts`)).toBe(definition)
  expect(project.read(`${output}/index.ts`)).toContain('GET_notes_id')
})

/** Of the generated files, as a strict project has them checked. */
function typeErrorsIn(project: TemporaryProject): readonly string[] {
  const program = ts.createProgram([project.path(output, 'index.ts')], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noUnusedLocals: true,
    noEmit: true,
    skipLibCheck: true,
  })
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.includes(output))
    .flatMap((file) => program.getSemanticDiagnostics(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

function json(stdout: string): unknown {
  return JSON.parse(stdout)
}

const handler = (message: string, { broken }: { readonly broken?: true } = {}) => `
export interface ${message} {
  readonly id: string
}
export class ${message}Handler {
  ${broken === true ? 'static before(unknown: { send(): void }): void {}' : ''}
  static handle(_message: ${message}): void {}
}
`

test('a handler that cannot be compiled keeps its file, its place in the index and what is known of its message', async () => {
  const project = new TemporaryProject({
    'src/count.handler.ts': handler('Count'),
    'src/reset.handler.ts': handler('Reset'),
  })
  const codegen = codegenOf(project)
  await codegen()

  project.change('src/reset.handler.ts', handler('Reset', { broken: true }).replace('id', 'at'))
  const { code } = await codegen()

  expect(code).toBe(1)
  const index = project.read(`${output}/index.ts`)
  expect(index).toContain('    count: Count\n    reset: Reset\n')
  expect(index).toContain("message: 'reset',")
  expect(index).toContain('handler: new HANDLE_reset()')
  expect(project.read(`${output}/definition.ts`)).toContain("name: 'reset'")
  expect(typeErrorsIn(project)).toEqual([])
})

test('a message whose name is in error stays as it was, with its handler', async () => {
  const project = new TemporaryProject({
    'src/count.handler.ts': handler('Count'),
    'src/reset.handler.ts': handler('Reset'),
  })
  const codegen = codegenOf(project)
  await codegen()

  project.change('src/reset.handler.ts', `\n/** @message re/set */${handler('Reset')}`)
  project.change('src/pause.handler.ts', handler('Pause'))
  const { stdout } = await codegen()

  expect(stdout).toContain('invalid-message-name')
  expect(project.read(`${output}/definition.ts`)).toContain("name: 'reset'")
  // The definition that stays knows nothing of it.
  expect(project.has(`${output}/handle-pause.ts`)).toBe(false)
  const index = project.read(`${output}/index.ts`)
  expect(index).toContain('new HANDLE_reset()')
  expect(index).not.toContain('HANDLE_pause')
  expect(typeErrorsIn(project)).toEqual([])
})

test('a message that is gone goes from a folder with errors', async () => {
  const project = new TemporaryProject({
    'src/count.handler.ts': handler('Count'),
    'src/reset.handler.ts': handler('Reset'),
  })
  const codegen = codegenOf(project)
  await codegen()

  project.change('src/reset.handler.ts', handler('Restart', { broken: true }))
  await codegen()

  const index = project.read(`${output}/index.ts`)
  expect(index).not.toContain('Reset')
  expect(project.read(`${output}/definition.ts`)).not.toContain('reset')
  expect(typeErrorsIn(project)).toEqual([])
})
