import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { TemporaryProject } from '../cli/support/project.js'
import { codegenOf } from '../cli/support/real-compiler.js'

const spelling = 'test/contract/spelling'

/**
 * The API as it was decided, with its config and what TypeScript itself refuses of it. Without the process that is there a
 * second time, as plain handlers: one application cannot have two messages of one name.
 */
function decided(): Readonly<Record<string, string>> {
  const sources = readdirSync(join(spelling, 'src'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.parentPath.includes('generated'))
    .filter((each) => !each.parentPath.endsWith('order-fulfillment-handlers'))
    .map((each) => relative(spelling, join(each.parentPath, each.name)))
  return Object.fromEntries(
    [...sources, 'critter.config.ts', 'test/types.ts'].map((path) => [
      path,
      readFileSync(join(spelling, path), 'utf8'),
    ]),
  )
}

test('misspelt endpoints, wrong messages and what an application is not given do not compile', async () => {
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.base.json', 'utf8')) as {
    readonly compilerOptions: object
  }
  const project = new TemporaryProject({
    ...decided(),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, noEmit: true, noUnusedLocals: false },
      include: ['src/**/*.ts', 'test/types.ts'],
    }),
  })

  const { stdout } = await codegenOf(project)('--json')
  const { stdout: refused } = spawnSync(
    process.execPath,
    [project.path('node_modules/typescript/bin/tsc'), '-p', project.root],
    { encoding: 'utf8' },
  )

  expect(JSON.parse(stdout)).toMatchObject({ ok: true })
  expect(refused).toBe('')
}, 120_000)
