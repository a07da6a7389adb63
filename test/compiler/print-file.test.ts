import { format } from 'prettier'
import { expect, test } from 'vitest'
import { block, code, lines, paragraphs, type Code } from '../../packages/compiler/src/emit/code.js'
import { importType, importValue } from '../../packages/compiler/src/emit/imports.js'
import { argumentList, conditions, objectLiteral } from '../../packages/compiler/src/emit/layout.js'
import { moduleSpecifier } from '../../packages/compiler/src/emit/module-specifier.js'
import { printFile } from '../../packages/compiler/src/emit/print-file.js'
import { ifReturn } from '../../packages/compiler/src/emit/statements.js'
import { quote } from '../../packages/compiler/src/emit/text.js'
import type { ProjectModel } from '../../packages/compiler/src/model/application-model.js'
import type { ImportRef } from '../../packages/compiler/src/model/type-ref.js'

const project: ProjectModel = { importExtension: 'js', output: 'src/generated/critter' }
const file = (path: string, name: string): ImportRef => ({ kind: 'file', path, name })
const runtime = (name: string): ImportRef => ({
  kind: 'module',
  specifier: '@critter/runtime',
  name,
})

function print(body: Code, names: readonly string[] = []): string {
  return printFile({ header: ['Generated.'], body, names }, { project, path: 'todo.ts' }).text
}

async function expectPrettier(text: string): Promise<void> {
  const formatted = await format(text, {
    parser: 'typescript',
    semi: false,
    singleQuote: true,
    printWidth: 100,
    trailingComma: 'all',
  })
  expect(text).toBe(formatted)
}

test('a symbol that is used is imported, types apart from values and packages first', async () => {
  const text = print(code`
    export function find(id: number): ${importType(file('src/todos/todo.ts', 'Todo'))} {
      const session = ${importValue(runtime('open'))}<${importType(runtime('Session'))}>()
      return ${importValue(file('src/todos/find.ts', 'findTodo'))}(session, id)
    }
  `)

  expect(text).toBe(`// Generated.
import { open, type Session } from '@critter/runtime'
import { findTodo } from '../../todos/find.js'
import type { Todo } from '../../todos/todo.js'

export function find(id: number): Todo {
  const session = open<Session>()
  return findTodo(session, id)
}
`)
  await expectPrettier(text)
})

test('a type whose value is used too is imported once, as a value', () => {
  const todo = file('src/todo.ts', 'Todo')

  const text = print(code`const made: ${importType(todo)} = new ${importValue(todo)}()`)

  expect(text).toContain("import { Todo } from '../../todo.js'")
})

test('two symbols of one name, a name of the body and a global are told apart by an alias', async () => {
  const text = print(
    lines([
      code`export const todo: ${importType(file('src/a.ts', 'Item'))} = todo2`,
      code`export const other: ${importType(file('src/b.ts', 'Item'))} = ${importValue(file('src/c.ts', 'todo'))}`,
      code`export const day: ${importType(file('src/c.ts', 'Date'))} = new Date()`,
    ]),
    ['todo', 'todo2', 'other', 'day'],
  )

  expect(text).toContain("import type { Item } from '../../a.js'")
  expect(text).toContain("import type { Item as Item2 } from '../../b.js'")
  expect(text).toContain("import { todo as todo3, type Date as Date2 } from '../../c.js'")
  expect(text).toContain('export const day: Date2 = new Date()')
  await expectPrettier(text)
})

test('members of namespaces and default exports are reached', () => {
  const text = print(code`
    type A = ${importType(file('src/shop.ts', 'Shop.Item'))}
    type B = ${importType(file('src/order.ts', 'default'), 'Order')}
  `)

  expect(text).toContain("import type { default as Order } from '../../order.js'")
  expect(text).toContain("import type { Shop } from '../../shop.js'")
  expect(text).toContain('type A = Shop.Item\ntype B = Order\n')
})

test('what is put in keeps the indentation of its line, and long lists break as prettier breaks them', async () => {
  const long = 'aQuiteLongArgumentNameToFillTheLine'
  const text = print(
    paragraphs([
      code`
        export function run() ${block([
          code`const first = call${argumentList([long, long, long])}`,
          code`
            if (first) {
              return ${objectLiteral([long, `${long}2`, `${long}3`])}
            }
          `,
        ])}
      `,
      code`export const short = call${argumentList(['a', objectLiteral(['b: 1'])])}`,
    ]),
  )

  expect(text).toContain('  const first = call(\n    aQuite')
  await expectPrettier(text)
})

test('long import lists are broken, a list of one is not', async () => {
  const name = (letter: string) => `${letter}NameThatIsSomewhatLongerThanUsualNames`
  const text = print(code`
    use${argumentList(['a', 'b', 'c'].map((each) => importValue(file('src/x.ts', name(each)))))}
    use(${importValue(file(`src/${'folder/'.repeat(12)}x.ts`, name('d')))})
  `)

  await expectPrettier(text)
})

test('text is quoted as prettier quotes it', async () => {
  const texts = [
    'plain',
    "it's",
    'say "so"',
    `it's "so"`,
    'back\\slash',
    'line\nbreak',
    '\u2028',
    '`${x}`',
  ]

  const text = print(lines(texts.map((each, index) => `export const t${index} = ${quote(each)}`)))

  await expectPrettier(text)
  const values = [...text.matchAll(/= (.*)$/gm)].map(([, literal]) => eval(literal!) as string)
  expect(values).toEqual(texts)
})

test.each([
  ['js', 'src/todos/todo.ts', '../../../todos/todo.js'],
  ['ts', 'src/todos/todo.ts', '../../../todos/todo.ts'],
  ['none', 'src/todos/todo.ts', '../../../todos/todo'],
  ['js', 'src/todos/todo.mts', '../../../todos/todo.mjs'],
  ['none', 'src/todos/todo.mts', '../../../todos/todo.mjs'],
  ['js', 'src/todo.d.ts', '../../../todo.js'],
  ['ts', 'src/todo.d.ts', '../../../todo.js'],
  ['none', 'src/todo.tsx', '../../../todo'],
  ['js', 'lib/todo.ts', '../../../../lib/todo.js'],
  ['js', 'src/generated/critter/codecs/todo.ts', './todo.js'],
  ['js', 'src/generated/critter/index.ts', '../index.js'],
] as const)(
  'with extension %s the file %s is imported as %s',
  (importExtension, path, expected) => {
    const context = { project: { ...project, importExtension }, path: 'codecs/order.ts' }

    expect(moduleSpecifier(file(path, 'x'), context)).toBe(expected)
  },
)

test.each([2, 3, 5, 8])('a guard of %i conditions is broken as prettier would', async (count) => {
  const tests = Array.from({ length: count }, (_, index) => `value${index} === undefined`)

  await expectPrettier(
    print(
      lines([
        ['function guard() ', block([ifReturn(conditions(tests, '||'), 'return http.refuse()')])],
      ]),
    ),
  )
})
