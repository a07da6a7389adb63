import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

test.each([
  ['standard decorators', {}],
  ['experimentalDecorators', { experimentalDecorators: true }],
  ['emitDecoratorMetadata', { experimentalDecorators: true, emitDecoratorMetadata: true }],
])('the public API type-checks with %s', (_name, decorators) => {
  const base = ts.parseConfigFileTextToJson(
    '',
    readFileSync(file('../../tsconfig.base.json'), 'utf8'),
  )
  const { options } = ts.convertCompilerOptionsFromJson(
    (base.config as { compilerOptions: object }).compilerOptions,
    file('../..'),
  )
  const program = ts.createProgram([file('types/public-api.ts')], {
    ...options,
    ...decorators,
    noEmit: true,
  })

  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(
      (each) =>
        `${each.file?.fileName}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`,
    )

  expect(messages).toEqual([])
})
