import { readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import type { Diagnostic } from '@critter/compiler'
import type { Settings } from './config.js'
import { isForTheBuild } from './for-the-build.js'
import { relativeImports } from './load-config.js'
import { placeOf } from './place-of.js'

/**
 * What ran for the config and is part of the application as well. A file that imports `@critter/cli` is meant for the build; the
 * others would do, when the code is built, whatever they do when they are loaded.
 */
export async function importedUserCode(
  { options, files, ran }: Pick<Settings, 'options' | 'files' | 'ran'>,
  program: readonly string[],
): Promise<readonly Diagnostic[]> {
  const sources = new Set(program.map((each) => resolve(each)))
  const found = ran.filter((file) => sources.has(file) && !isForTheBuild(file))
  if (found.length === 0) return []
  const { catalog } = await import('@critter/compiler')
  const { severity, help } = catalog['config-imports-user-code']
  return found.map((file) => {
    const { importer, specifier } = importOf(file, files)
    const source = readFileSync(importer, 'utf8')
    const location = placeOf(quoted(specifier), source, toSlashes(relative(options.root, importer)))
    const name = toSlashes(relative(options.root, file))
    const message = `${location.file} imports ${name} of the application, which then runs when the code is built`
    return { code: 'config-imports-user-code', severity, message, help, location, notes: [] }
  })
}

function importOf(file: string, files: readonly string[]) {
  for (const importer of files) {
    const found = relativeImports(importer).find((each) => each.path === file)
    if (found !== undefined) return { importer, specifier: found.specifier }
  }
  return { importer: files[0] ?? file, specifier: relative(dirname(files[0] ?? file), file) }
}

function quoted(specifier: string): RegExp {
  return new RegExp(`['"]${specifier.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}['"]`)
}

function toSlashes(path: string): string {
  return path.split(sep).join('/')
}
