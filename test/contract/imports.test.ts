import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

// The table of ARCHITECTURE.md: who may import whom. A wall that no test guards does not stay a wall.
const compiler: Readonly<Record<string, readonly string[]>> = {
  model: [],
  diagnostics: ['model'],
  frames: ['model'],
  discovery: ['model', 'diagnostics', 'vocabulary', 'options', '#typescript', 'tinyglobby'],
  resolve: ['model', 'frames', 'diagnostics', 'vocabulary'],
  // Of `emit` the quoting of texts alone, of `codecs` how shapes are found and unions told apart.
  queries: ['model', 'diagnostics', 'vocabulary', 'emit', 'codecs'],
  policies: ['model', 'frames', 'diagnostics', 'vocabulary'],
  codecs: ['model', 'frames', 'diagnostics', 'vocabulary', 'emit', 'compile-result'],
  emit: [
    'model',
    'frames',
    'codecs',
    'queries',
    'vocabulary',
    'version',
    'compile-result',
    'prettier/doc',
  ],
  describe: ['model', 'frames', 'queries', 'compile-result'],
  openapi: ['model', 'frames', 'codecs', 'vocabulary'],
}
const runtime: Readonly<Record<string, readonly string[]>> = {
  core: ['errors'],
  codecs: ['core', 'errors', 'http'],
  postgres: ['core', 'errors'],
  // Types only: a per-execution service is given the session.
  http: ['core', 'errors', 'documents'],
  documents: ['core', 'errors', 'postgres', 'events'],
  events: ['core', 'errors', 'postgres', 'documents'],
  hosting: ['core', 'errors', 'http', 'postgres', 'documents', 'events'],
  testing: ['core', 'errors', 'http', 'postgres', 'documents', 'events', 'hosting'],
}
const externals: Readonly<Record<string, readonly string[]>> = {
  '#typescript': ['discovery'],
  typescript: [],
  tinyglobby: ['discovery'],
  prettier: [],
  'prettier/doc': ['emit', 'codecs'],
  pg: ['postgres', 'documents', 'events', 'hosting', 'testing'],
  fastify: ['http', 'hosting'],
}

for (const [name, table] of Object.entries({ compiler, runtime })) {
  test(`folders of the ${name} import only what the architecture allows`, () => {
    const wrong = importsOf(`packages/${name}/src`).filter(({ folder, target }) => {
      const allowed = table[folder]
      if (allowed === undefined || target === folder) return false
      if (target in externals) return !externals[target]?.includes(folder)
      return !target.startsWith('node:') && isFolder(target, table) && !allowed.includes(target)
    })

    expect(wrong).toEqual([])
  })
}

test('the command line knows the compiler by its public entry alone', () => {
  const ours = importsOf('packages/cli/src').filter((each) => each.target.startsWith('@critter/'))

  expect([...new Set(ours.map((each) => each.target))]).toEqual(['@critter/compiler'])
})

test('compiler and runtime never import each other', () => {
  const crossing = [
    ...importsOf('packages/compiler/src').filter((each) => each.target.startsWith('@critter/')),
    ...importsOf('packages/runtime/src').filter((each) => each.target.startsWith('@critter/')),
  ]

  expect(crossing).toEqual([])
})

function isFolder(target: string, table: Readonly<Record<string, readonly string[]>>): boolean {
  return target in table || Object.values(table).some((each) => each.includes(target))
}

interface Import {
  readonly file: string
  readonly folder: string
  /** First part of the path below `src`, or the package. */
  readonly target: string
}

function importsOf(root: string): readonly Import[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const specifiers = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
        (each) => each[1] ?? '',
      )
      return specifiers.map((specifier) => ({
        file,
        folder: file.split('/')[0] ?? '',
        target: specifier.startsWith('.')
          ? (relative(resolve(root), resolve(root, dirname(file), specifier))
              .replace(/\.js$/, '')
              .split('/')[0] ?? '')
          : specifier,
      }))
    })
}
