import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

// The table of ARCHITECTURE.md: who may import whom. A wall that no test guards does not stay a wall.
// `type model`: its types alone, which are gone when the code runs. `codecs/shape-table`: that file alone.
type Allowed = Readonly<Record<string, readonly string[]>>

const shapes = ['codecs/shape-table', 'codecs/shape-of-type', 'codecs/discriminate-union']
const fragments = [
  'code',
  'imports',
  'layout',
  'text',
  'print-file',
  'module-specifier',
  'signature',
].map((each) => `emit/${each}`)
const compiler: Allowed = {
  options: ['type model'],
  version: [],
  vocabulary: [],
  model: [],
  diagnostics: ['type model'],
  frames: ['type model'],
  'file-facts': ['type model', 'type frames'],
  'needed-services': ['type file-facts'],
  'compile-result': ['type model', 'type diagnostics', 'type openapi', 'type file-facts'],
  discovery: ['model', 'diagnostics', 'vocabulary', 'type options', '#typescript', 'tinyglobby'],
  policies: ['model', 'frames', 'diagnostics', 'vocabulary'],
  resolve: ['model', 'frames', 'diagnostics', 'vocabulary'],
  queries: ['model', 'diagnostics', 'type vocabulary', 'emit/text', ...shapes],
  codecs: [
    'model',
    'type frames',
    'diagnostics',
    'vocabulary',
    'type compile-result',
    'type file-facts',
    ...fragments,
  ],
  emit: [
    'model',
    'frames',
    'vocabulary',
    'version',
    'type codecs',
    'type queries',
    'queries/indexes',
    'type compile-result',
    'type file-facts',
    'needed-services',
    'prettier/doc',
  ],
  describe: ['model', 'frames', 'type queries', 'type compile-result'],
  openapi: ['model', 'frames', 'vocabulary', 'codecs/form-field', ...shapes],
}
const runtime: Allowed = {
  errors: [],
  core: ['errors'],
  postgres: ['errors', 'pg', 'postgres-migrations'],
  events: ['core', 'errors', 'postgres', 'codecs/codec-errors', 'type documents', 'type pg'],
  documents: ['core', 'errors', 'postgres', 'events', 'type pg'],
  execution: ['core', 'errors', 'type documents', 'type messaging', 'type postgres'],
  http: [
    'core',
    'errors',
    'execution',
    'type documents',
    'type messaging',
    'find-my-way',
    '@fastify/busboy',
    // It is not there in every application; hosting loads it.
    'type fastify',
  ],
  messaging: ['core', 'errors', 'type documents', 'execution', 'http', 'type postgres'],
  durability: ['core', 'errors', 'type execution', 'messaging', 'postgres', 'pg'],
  transports: [
    'core',
    'durability',
    'errors',
    'messaging',
    'postgres',
    'rabbitmq-client',
    '@nats-io/transport-node',
    '@nats-io/jetstream',
    'redis',
  ],
  sagas: ['core', 'errors', 'type documents', 'type messaging'],
  processes: ['core', 'errors', 'messaging', 'type documents', 'type events'],
  codecs: ['core', 'errors', 'http'],
  hosting: [
    'core',
    'errors',
    'execution',
    'http',
    'messaging',
    'durability',
    'transports',
    'postgres',
    'documents',
    'type events',
    'pg',
    'fastify',
  ],
  telemetry: ['type execution', 'type messaging', '@opentelemetry/api'],
  testing: [
    'core',
    'errors',
    'processes',
    'postgres',
    'documents',
    'hosting',
    'messaging',
    'transports',
    'pg',
  ],
}
/** They know the order of the others, or are the entries. */
const aboveAll: readonly string[] = [
  'compile',
  'compile-model',
  'compile-processes',
  'print-index',
  'apply-policies',
  'index',
  'generated',
  'fastify',
  'rabbitmq',
  'nats',
  'dead-letters',
  'redis',
  'telemetry.ts',
  'testing.ts',
]

for (const [name, table] of Object.entries({ compiler, runtime })) {
  test(`folders of the ${name} import only what the architecture allows`, () => {
    const wrong = importsOf(`packages/${name}/src`)
      .filter(({ folder, target }) => !aboveAll.includes(folder) && !target.startsWith('node:'))
      .filter(({ folder, target }) => !partsOf(target).includes(folder))
      .filter((each) => !isAllowed(each, table[each.folder] ?? []))

    expect(wrong).toEqual([])
  })

  test(`the architecture allows folders of the ${name} nothing that they do not import`, () => {
    const found = importsOf(`packages/${name}/src`)
    const unused = Object.entries(table).flatMap(([folder, allowed]) =>
      allowed
        .filter((each) => !found.some((one) => one.folder === folder && isAllowed(one, [each])))
        .map((each) => `${folder}: ${each}`),
    )

    expect(unused).toEqual([])
  })
}

test('the command line knows the compiler by its public entry alone, and of the runtime the types of dead letters', () => {
  const ours = importsOf('packages/cli/src').filter((each) => each.target.startsWith('@critter/'))
  const targets = ours.map(({ target, isType }) => (isType ? `type ${target}` : target))

  // Dead letters lie in tables that the project's own runtime knows: that one is loaded, by its path.
  expect(
    [...new Set(targets.map((each) => each.replace(/^type (?=@critter\/compiler)/, '')))].sort(),
  ).toEqual(['@critter/compiler', 'type @critter/runtime/dead-letters'])
})

test('compiler and runtime never import each other', () => {
  const crossing = [
    ...importsOf('packages/compiler/src').filter((each) => each.target.startsWith('@critter/')),
    ...importsOf('packages/runtime/src').filter((each) => each.target.startsWith('@critter/')),
  ]

  expect(crossing).toEqual([])
})

interface Import {
  readonly file: string
  /** First part of its path below `src`, or the name of a file there. */
  readonly folder: string
  /** The path below `src` without its ending, or the package. */
  readonly target: string
  readonly isType: boolean
}

function isAllowed({ target, isType }: Import, allowed: readonly string[]): boolean {
  return partsOf(target).some(
    (part) => allowed.includes(part) || (isType && allowed.includes(`type ${part}`)),
  )
}

/** What a table may say of a target: its folder, or itself. */
function partsOf(target: string): readonly string[] {
  return [target, target.replace(/\/.*/, '')]
}

function importsOf(root: string): readonly Import[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const found = text.matchAll(
        /(?:^(?:import|export) ([^'`;]*?)from |^import |\bimport\()\s*'([^']+)'/gm,
      )
      return [...found].map(([, names = '', specifier = '']) => ({
        file,
        folder: folderOf(file),
        target: specifier.startsWith('.')
          ? relative(resolve(root), resolve(root, dirname(file), specifier)).replace(/\.js$/, '')
          : specifier,
        isType: isTypes(names),
      }))
    })
}

/** `testing.ts` is no part of `testing/`, nor `telemetry.ts` of `telemetry/`. */
function folderOf(file: string): string {
  const [folder = ''] = file.split('/')
  return ['testing.ts', 'telemetry.ts'].includes(folder) ? folder : folder.replace(/\.ts$/, '')
}

/** `import type { … }`, and `import { type A, type B }`. */
function isTypes(names: string): boolean {
  if (names.startsWith('type ')) return true
  const [, listed] = /^\{([^}]*)\} $/.exec(names) ?? []
  const each = listed?.split(',').filter((name) => name.trim() !== '') ?? []
  return each.length > 0 && each.every((name) => name.trim().startsWith('type '))
}
