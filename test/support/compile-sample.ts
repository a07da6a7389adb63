import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCompiler, renderDiagnostic } from '@critter/compiler'

/** Path below `expected/` → text. */
export type CompiledSample = Readonly<Record<string, string>>

const boilerplate = new Set(['index.ts', 'definition.ts'])

/**
 * What a sample folder becomes: generated files where the input is sound, `diagnostics.txt` where there is something to say.
 * A sample that is about one endpoint is spared the files that every application has; a file `expect.json` names the ones it shows.
 */
export async function compileSample(folder: string): Promise<CompiledSample> {
  const options = readOptions(folder)
  const compiler = await createCompiler({
    root: resolve(folder),
    tsconfig: options.tsconfig ?? '../../../../support/samples.tsconfig.json',
    include: ['**/*.ts'],
    output: 'generated',
  })
  const { files, diagnostics } = await compiler.compile()
  const shown = files.filter((each) =>
    options.show === undefined
      ? !boilerplate.has(each.path) && !each.path.startsWith('codecs/')
      : options.show.some((wanted) => each.path === wanted || each.path.startsWith(`${wanted}/`)),
  )
  const text = diagnostics
    .map((each) =>
      renderDiagnostic(each, {
        color: false,
        readSource: (file) =>
          existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined,
      }),
    )
    .join('\n\n')
  return Object.fromEntries([
    ...(text === '' ? [] : [['diagnostics.txt', `${text}\n`] as const]),
    ...(options.show === undefined && diagnostics.some((each) => each.severity === 'error')
      ? []
      : shown.map((each) => [each.path, each.text] as const)),
  ])
}

interface SampleOptions {
  readonly tsconfig?: string
  /** Generated files or folders to compare; by default those of the endpoints. */
  readonly show?: readonly string[]
}

function readOptions(folder: string): SampleOptions {
  const path = join(folder, '..', 'sample.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SampleOptions) : {}
}
