import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compileTypes } from './support/codecs.js'
import { everyKindOfType } from './support/every-kind-of-type.js'

test('codecs of every kind of type pass the strictest check of TypeScript 5.9, 6.0 and 7.0', async () => {
  const { folder, findings, files } = await compileTypes(everyKindOfType)

  expect(findings).toEqual([])
  expect(files.length).toBeGreaterThan(20)
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(strictest))

  for (const version of ['typescript-5.9', 'typescript', 'typescript-7.0']) {
    expect(check(version, folder), version).toBe('')
  }
}, 120_000)

const strictest = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    lib: ['ES2023', 'ESNext.Disposable'],
    types: [],
    paths: {
      '@critter/runtime': [path.resolve('packages/runtime/dist/index.d.ts')],
      '@critter/runtime/generated': [path.resolve('packages/runtime/dist/generated.d.ts')],
    },
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    allowUnreachableCode: false,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    skipLibCheck: true,
  },
  include: ['src/generated'],
}

/** What the compiler has to say about the generated files. */
function check(version: string, folder: string): string {
  try {
    execFileSync(process.execPath, [path.resolve(`node_modules/${version}/bin/tsc`), '-p', folder])
    return ''
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout)
  }
}
