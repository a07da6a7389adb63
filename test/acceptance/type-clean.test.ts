import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import prettier from 'prettier'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileInput } from '../support/compile-sample.js'

// Everything the compiler makes of the samples and the contract, checked as a user's build would: three versions of
// TypeScript, every strict flag, three ways to read decorators. Below node_modules, so that the runtime is found.
const work = resolve('node_modules/.cache/type-clean')
const samples = 'test/compiler/samples'
const written: { readonly path: string; readonly text: string }[] = []

beforeAll(async () => {
  rmSync(work, { recursive: true, force: true })
  for (const name of readdirSync(samples)) {
    // The user's own file does not type-check there, or its tsconfig is another one.
    if (unsound.has(name)) continue
    cpSync(join(samples, name, 'input'), join(work, name), { recursive: true })
    const { files } = await compileInput(join(samples, name))
    for (const { path, text } of files) {
      const target = join(work, name, 'generated', path)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, onItsOwn(text))
      written.push({ path: `${name}/${path}`, text })
    }
  }
  cpSync('test/contract/spelling/src', join(work, 'contract'), { recursive: true })
  const index = join(work, 'contract/generated/critter/index.ts')
  writeFileSync(index, onItsOwn(readFileSync(index, 'utf8')))
}, 300_000)

afterAll(() => rmSync(work, { recursive: true, force: true }))

// Here all samples are one program, and what one of them says of its messages would hold for the others as well.
function onItsOwn(text: string): string {
  return text.replace("declare module '@critter/runtime' {", 'export declare namespace Its {')
}

const unsound = new Set([
  'reports-invalid-tsconfig',
  'reports-runtime-not-found',
  'reports-source-has-syntax-errors',
  'reports-strict-null-checks-required',
  'reports-used-before-defined',
])

describe.each([
  ['standard decorators', {}],
  ['experimentalDecorators', { experimentalDecorators: true }],
  ['emitDecoratorMetadata', { experimentalDecorators: true, emitDecoratorMetadata: true }],
])('with %s', (name, decorators) => {
  test.each([
    ['5.9', 'typescript-5.9'],
    ['6.0', 'typescript'],
    ['7.0', 'typescript-7.0'],
  ])(
    'sources and generated files are clean under TypeScript %s',
    (_version, typescript) => {
      const config = join(work, `tsconfig.${name.replace(/\W/g, '-')}.json`)
      writeFileSync(
        config,
        JSON.stringify({
          extends: '../../../tsconfig.base.json',
          compilerOptions: {
            noEmit: true,
            noUnusedParameters: true,
            allowUnreachableCode: false,
            noPropertyAccessFromIndexSignature: true,
            skipLibCheck: true,
            typeRoots: ['../../@types'],
            ...decorators,
          },
          include: ['**/*.ts'],
          exclude: [],
        }),
      )

      const { stdout } = spawnSync(process.execPath, [tscOf(typescript), '-p', config], {
        encoding: 'utf8',
      })

      // A user may have enums and namespaces (TS1294), and decorate in a class expression, which experimentalDecorators
      // refuses (TS1206) and the samples show all the same; what is generated has none of them.
      const isUsers = (each: string) => /TS1294|TS1206/.test(each) && !each.includes('/generated/')
      const found = stdout.split('\n').filter((each) => !isUsers(each))
      expect(found.join('\n')).toBe('')
    },
    300_000,
  )
})

test('every generated file is as prettier would lay it out', async () => {
  const options = { semi: false, singleQuote: true, printWidth: 100, parser: 'typescript' } as const
  const changed: string[] = []
  for (const { path, text } of written) {
    if ((await prettier.format(text, options)) !== text) changed.push(path)
  }

  expect(written.length).toBeGreaterThan(50)
  expect(changed).toEqual([])
})

function tscOf(typescript: string): string {
  return resolve('node_modules', typescript, typescript.endsWith('7.0') ? 'bin/tsc' : 'lib/tsc.js')
}
