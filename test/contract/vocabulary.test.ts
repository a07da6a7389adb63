import { readFileSync } from 'node:fs'
import { catalog } from '@critter/compiler'
import { expect, test } from 'vitest'
import { nestingLimit as limitOfDecoders } from '../../packages/compiler/src/codecs/decode-self.js'
import * as vocabulary from '../../packages/compiler/src/vocabulary.js'
import { phases } from '../../packages/compiler/src/frames/frame.js'
import { isBodiless as isDocumentedWithoutBody } from '../../packages/compiler/src/openapi/replies.js'
import { compilerVersion } from '../../packages/compiler/src/version.js'
import * as decorators from '../../packages/runtime/src/core/decorators.js'
import { nestingLimit } from '../../packages/runtime/src/core/nesting-limit.js'
import { isBodiless } from '../../packages/runtime/src/http/status.js'
import { version as runtimeVersion } from '../../packages/runtime/src/hosting/version.js'

const exportsOf = (file: string): ReadonlySet<string> =>
  new Set(
    [
      ...readFileSync(`packages/runtime/src/${file}`, 'utf8').matchAll(
        /export (?:type )?\{([^}]*)\}/g,
      ),
    ]
      .flatMap((each) => each[1]?.split(',') ?? [])
      .map((each) =>
        each
          .trim()
          .replace(/^type /, '')
          .replace(/^.* as /, ''),
      )
      .filter((each) => each !== ''),
  )

test('every name of the vocabulary is exported by the runtime', () => {
  const exported = exportsOf('index.ts')

  expect([...vocabulary.runtimeNames].filter((each) => !exported.has(each))).toEqual([])
})

test('every decorator of the runtime is known to the compiler', () => {
  const known: ReadonlySet<string> = vocabulary.runtimeNames

  expect(Object.keys(decorators).filter((each) => !known.has(each))).toEqual([])
})

test('everything that generated code imports is exported by the entry for generated code', () => {
  const exported = exportsOf('generated.ts')

  expect(vocabulary.generatedNames.filter((each) => !exported.has(each))).toEqual([])
})

test('everything that generated code imports for telemetry is exported by its entry', () => {
  const exported = exportsOf('telemetry.ts')

  expect(vocabulary.telemetryNames.filter((each) => !exported.has(each))).toEqual([])
})

test('the three packages, the registry and the runtime itself have one version', () => {
  const versions = ['compiler', 'runtime', 'cli'].map(
    (each) =>
      (
        JSON.parse(readFileSync(`packages/${each}/package.json`, 'utf8')) as {
          readonly version: string
        }
      ).version,
  )

  expect(versions).toEqual([compilerVersion, compilerVersion, compilerVersion])
  expect(runtimeVersion).toBe(compilerVersion)
})

test('the help of unknown-phase, the documentation and the architecture list the phases in their order', () => {
  const [documented] =
    /`chain\.insert\(phase, call\)` \|.*\|/.exec(readFileSync('docs/policies.md', 'utf8')) ?? []

  expect(catalog['unknown-phase'].help).toContain(phases.join(', '))
  expect(readFileSync('ARCHITECTURE.md', 'utf8')).toContain(phases.join(' → '))
  expect([...documented!.matchAll(/`(\w+)`/g)].map((each) => each[1])).toEqual(phases)
})

test('generated decoders and the runtime allow the same depth', () => {
  expect(limitOfDecoders).toBe(nestingLimit)
})

test('the OpenAPI document and the runtime agree on which answers have no body', () => {
  const statuses = Array.from({ length: 400 }, (_, index) => 200 + index)

  expect(statuses.filter(isDocumentedWithoutBody)).toEqual(statuses.filter(isBodiless))
})
