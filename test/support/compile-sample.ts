import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCompiler, renderDiagnostic, type CompileResult } from '@critter/compiler'
import { aboutConfig } from '../../packages/cli/src/config/about-config.js'
import { readSettings } from '../../packages/cli/src/config/config.js'

/** Path below `expected/` → text. */
export type CompiledSample = Readonly<Record<string, string>>

interface SampleOptions {
  /** Relative to `input/`. */
  readonly tsconfig?: string
  /** Generated files or folders to compare; by default those of the endpoints. */
  readonly show?: readonly string[]
}

/** Compiles the `input/` of a sample folder. */
export async function compileInput(folder: string): Promise<CompileResult> {
  const root = resolve(folder, 'input')
  const options = {
    root,
    tsconfig: readOptions(folder).tsconfig ?? '../../../../support/samples.tsconfig.json',
    include: ['**/*.ts'],
    output: 'generated',
  }
  // A sample with policies has a config, read as the command line reads it.
  const configFile = join(root, 'critter.config.ts')
  if (!existsSync(configFile)) return (await createCompiler(options)).compile()
  const settings = await readSettings({ root, configFile })
  const { messaging, telemetry } = settings.options
  const configured = {
    ...options,
    ...(messaging === undefined ? {} : { messaging }),
    ...(telemetry === undefined ? {} : { telemetry }),
  }
  const result = await (await createCompiler(configured, settings.policies)).compile()
  const found = await aboutConfig(settings, result)
  return { ...result, diagnostics: [...result.diagnostics, ...found] }
}

/**
 * What a sample folder becomes: `diagnostics.txt` where there is something to say, else the generated files it is about.
 * Files that every application has are left out unless `sample.json` names them.
 */
export async function compileSample(folder: string): Promise<CompiledSample> {
  const { files, diagnostics } = await compileInput(folder)
  const { show } = readOptions(folder)
  const said = diagnostics.map((each) =>
    renderDiagnostic(each, {
      color: false,
      readSource: (file) => readIfThere(join(folder, 'input', file)),
    }),
  )
  const hasErrors = diagnostics.some((each) => each.severity === 'error')
  const shown =
    hasErrors && show === undefined ? [] : files.filter((each) => isShown(each.path, show))
  return Object.fromEntries([
    ...(said.length === 0 ? [] : [['diagnostics.txt', `${said.join('\n\n')}\n`] as const]),
    ...shown.map((each) => [each.path, each.text] as const),
  ])
}

function isShown(path: string, show: SampleOptions['show']): boolean {
  if (show !== undefined) return show.some((each) => path === each || path.startsWith(`${each}/`))
  return !everywhere.has(path) && !path.startsWith('codecs/')
}

const everywhere: ReadonlySet<string> = new Set(['index.ts', 'definition.ts', 'openapi.ts'])

function readOptions(folder: string): SampleOptions {
  return JSON.parse(readIfThere(join(folder, 'sample.json')) ?? '{}') as SampleOptions
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
