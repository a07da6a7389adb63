import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compileSample, type CompiledSample } from '../support/compile-sample.js'

// Each folder is one behaviour and its name says which: input/ is what a user writes, expected/ exactly what comes out.
// UPDATE_SAMPLES=1 rewrites expected/; the difference is reviewed like code.
const root = 'test/compiler/samples'
const update = process.env['UPDATE_SAMPLES'] !== undefined
const samples = existsSync(root) ? readdirSync(root).sort() : []

describe.each(samples)('%s', (name) => {
  const folder = join(root, name)

  test('the files and diagnostics are the expected ones', async () => {
    const actual = await compileSample(folder)

    if (update) rewrite(join(folder, 'expected'), actual)
    expect(actual).toEqual(readExpected(join(folder, 'expected')))
  })
})

afterAll(() => {
  expect(samples.length).toBeGreaterThan(0)
})

function readExpected(folder: string): CompiledSample {
  if (!existsSync(folder)) return {}
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

function rewrite(folder: string, actual: CompiledSample): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of Object.entries(actual)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
