import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createCompiler, defaultOptions, renderDiagnostic } from '@critter/compiler'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from '../../packages/cli/src/config/config.js'
import { anchors, readPages, relativeLinks, type Page } from '../support/documentation.js'

// The code of every page is a project of its own: a block with a file name is that file, `generated:` says what the compiler
// must make of them, `before:` without the page's policies. Not below node_modules, whose files the compiler takes for packages.
const work = resolve('.cache/docs')
const pages = readPages()
const projects = pages.filter((page) => sourcesOf(page).length > 0)

afterAll(() => {
  rmSync(work, { recursive: true, force: true })
})

function sourcesOf({ blocks }: Page) {
  return blocks.filter(({ language, info }) => language === 'ts' && isSource(info))
}

function isSource(info: string): boolean {
  return /^[\w./-]+\.ts$/.test(info) && !info.startsWith('examples/')
}

describe('the code of', () => {
  const generated = new Map<string, ReadonlyMap<string, string>>()
  /** Without the policies of the page. */
  const before = new Map<string, ReadonlyMap<string, string>>()
  const diagnostics = new Map<string, string>()

  beforeAll(async () => {
    rmSync(work, { recursive: true, force: true })
    for (const page of projects) {
      const root = join(work, page.name)
      const sources = sourcesOf(page)
      for (const { info, text } of sources) write(join(root, info), text)
      write(join(root, 'tsconfig.json'), JSON.stringify(tsconfig))

      // A page with policies has a config, read as the command line reads it.
      const configFile = existsSync(join(root, 'critter.config.ts'))
        ? join(root, 'critter.config.ts')
        : undefined
      const { policies, options } = await readSettings({ root, configFile })
      const compiler = await createCompiler({ ...options, ...defaultOptions }, policies)
      const result = await compiler.compile()
      for (const { path, text } of result.files) {
        write(join(root, defaultOptions.output, path), text)
      }
      generated.set(page.path, new Map(result.files.map(({ path, text }) => [path, text])))
      if (policies.length > 0) {
        const plain = await (await createCompiler({ ...options, ...defaultOptions })).compile()
        before.set(page.path, new Map(plain.files.map(({ path, text }) => [path, text])))
      }
      const readSource = (file: string) => readFileSync(join(root, file), 'utf8')
      const said = result.diagnostics.map((each) =>
        renderDiagnostic(each, { color: false, readSource }),
      )
      diagnostics.set(page.path, said.join('\n\n'))
    }
  }, 120_000)

  test.each(projects.map((page) => page.path))('%s compiles without a diagnostic', (path) => {
    expect(diagnostics.get(path)).toBe('')
  })

  test.each(projects.map((page) => page.path))('%s generates what the page shows', (path) => {
    const page = pages.find((each) => each.path === path)!
    for (const { info, text, line } of page.blocks) {
      const [kind = '', file = ''] = info.split(':')
      const results = { generated, before }[kind]
      if (results === undefined) continue
      const made = results.get(path)?.get(file)
      expect(made, `${path}:${line}`).toContain(text)
    }
  })

  test('all pages type-checks together with what is generated', () => {
    const tsc = resolve('node_modules/typescript/lib/tsc.js')

    const found = writePrograms().map((config) =>
      spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' }),
    )

    expect(found.map(({ stdout }) => stdout).join('')).toBe('')
  }, 240_000)
})

const tsconfig = {
  extends: '../../../tsconfig.base.json',
  // Examples leave parameters unused, as handlers do that want no more than a name.
  compilerOptions: { noEmit: true, noPropertyAccessFromIndexSignature: false },
  include: ['**/*.ts'],
}

/**
 * One program for most pages: opening one takes longer than checking them. A page with messages is one of its own, for what an
 * application says of its messages holds in the whole program.
 */
function writePrograms(): readonly string[] {
  const names = projects.map((page) => page.name)
  const alone = names.filter((name) => {
    const index = join(work, name, defaultOptions.output, 'index.ts')
    return readFileSync(index, 'utf8').includes("declare module '@critter/runtime'")
  })
  const together = names.filter((name) => !alone.includes(name))
  return [together, ...alone.map((name) => [name])].map((included, index) => {
    const file = join(work, `tsconfig.${index}.json`)
    const include = included.map((name) => `${name}/**/*.ts`)
    write(file, JSON.stringify({ ...tsconfig, extends: '../../tsconfig.base.json', include }))
    return file
  })
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

describe.each(pages)('$path', (page) => {
  test('a block of TypeScript without a file name can be parsed', () => {
    for (const { language, info, text, line } of page.blocks) {
      if (language !== 'ts' || info !== '') continue
      const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true })
      const said = diagnostics.map((each) => ts.flattenDiagnosticMessageText(each.messageText, ' '))
      expect(said, `${page.path}:${line}`).toEqual([])
    }
  })

  test('code of the examples is what stands there', () => {
    for (const { info, text, line } of page.blocks) {
      if (!info.startsWith('examples/')) continue
      expect(readFileSync(info, 'utf8'), `${page.path}:${line}`).toContain(text)
    }
  })

  test('relative links lead to files and headings that exist', () => {
    const broken = relativeLinks(page).filter((target) => {
      const [file = '', anchor] = target.split('#')
      const path = file === '' ? page.path : join(dirname(page.path), file)
      if (!existsSync(path)) return true
      return anchor !== undefined && !anchors(readFileSync(path, 'utf8')).includes(anchor)
    })

    expect(broken).toEqual([])
  })
})

test('the README names the command that .ci/run takes from it', () => {
  const readme = readFileSync('README.md', 'utf8')

  expect(readme).toContain('<!-- test command -->\n```sh\nnpm install && npm test\n```\n')
})

test('every error code of the runtime stands in docs/errors.md, and no other', () => {
  const sources = readdirSync('packages/runtime/src', { recursive: true, encoding: 'utf8' })
  const codes = sources
    .filter((each) => each.endsWith('.ts'))
    .flatMap((each) => codesIn(readFileSync(join('packages/runtime/src', each), 'utf8')))

  expect(unique(codesIn(readFileSync('docs/errors.md', 'utf8')))).toEqual(unique(codes))
})

function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/[`'](ERR_(?!MODULE_|HTTP_)[A-Z_]+)[`']/g)].map(([, code = '']) => code)
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort()
}
