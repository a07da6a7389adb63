import { dirname, join } from 'node:path'
import { readFileSync } from 'node:fs'
import { importsOf } from './imports-of.js'
import type { OutputFolder } from './output-folder.js'

/** Those that import of the user what is no longer there, and that no other file but the index needs. */
export function lostFiles(paths: readonly string[], folder: OutputFolder): readonly string[] {
  const found = paths.map((path) => {
    const onDisk = folder.at(path)
    const imports = onDisk.kind === 'file' ? importsOf(path, onDisk.text) : []
    return { path, imports }
  })
  const lost = found.filter(({ path, imports }) =>
    imports.some((each) => each.target.startsWith('../') && isGone(each, join(folder.path, path))),
  )
  const needed = found
    .filter((each) => !lost.includes(each))
    .flatMap(({ imports }) => imports.map(({ target }) => target))
  return lost.map(({ path }) => path).filter((path) => !needed.includes(path))
}

/** No file, or one that does not even mention the name. `importer`: absolute. */
export function isGone(
  { specifier, name }: { readonly specifier: string; readonly name: string },
  importer: string,
): boolean {
  const module = join(dirname(importer), specifier)
  const text = sourcesOf(module)
    .map(read)
    .find((each) => each !== undefined)
  return text === undefined || !text.includes(name)
}

/** What a specifier may stand for, whatever the tsconfig has it written like. */
function sourcesOf(module: string): readonly string[] {
  const bare = module.replace(/\.[cm]?[jt]sx?$/, '')
  const kinds = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js']
  return [
    ...kinds.flatMap((kind) => [bare + kind, module + kind]),
    module,
    join(module, 'index.ts'),
  ]
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
