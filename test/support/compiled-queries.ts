import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCompiler, renderDiagnostic } from '@critter/compiler'
import type { AppDefinition } from '../../packages/runtime/src/hosting/app-definition.js'

export interface CompiledSources {
  readonly definition: AppDefinition
  /** Generated files by path. */
  readonly files: ReadonlyMap<string, string>
  /** A source of the folder, as the generated code imports it. */
  import<M>(file: string): Promise<M>
  remove(): void
}

/** Compiles the sources of a folder with the real compiler, into a copy of it that can be imported. */
export async function compileSources(folder: string, name: string): Promise<CompiledSources> {
  // Not below node_modules, whose files the compiler takes for packages.
  const root = resolve('.cache', name)
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(root, file))
  const compiler = await createCompiler({
    root,
    tsconfig: '../../test/support/samples.tsconfig.json',
    include: ['*.ts'],
    output: 'generated',
  })
  const { files, diagnostics } = await compiler.compile()
  const errors = diagnostics.filter((each) => each.severity === 'error')
  if (errors.length > 0) {
    const readSource = (file: string) => readFileSync(join(root, file), 'utf8')
    throw new Error(
      errors.map((each) => renderDiagnostic(each, { color: false, readSource })).join('\n\n'),
    )
  }
  for (const { path, text } of files) {
    const file = join(root, 'generated', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const load = <M>(file: string) => import(pathToFileURL(join(root, file)).href) as Promise<M>
  const { definition } = await load<{ readonly definition: AppDefinition }>(
    'generated/definition.ts',
  )
  return {
    definition,
    files: new Map(files.map(({ path, text }) => [path, text])),
    import: load,
    remove: () => {
      rmSync(root, { recursive: true, force: true })
    },
  }
}
