import fs from 'node:fs'
import path from 'node:path'
import type { ProgramView } from './program-view.js'
import type { TsConfig } from './tsconfig.js'

/** Everything a build depends on that the program knows of. Generated files are results, not inputs. */
export function inputsOf(
  { root, program }: ProgramView,
  config: TsConfig,
  output: string,
): readonly string[] {
  const generated = `${path.posix.join(root, output)}/`
  const files = program
    .getSourceFiles()
    .filter((each) => !program.isSourceFileDefaultLibrary(each))
    .map((each) => each.fileName)
    .filter((each) => !each.startsWith(generated))
  return [...new Set([...files, ...config.files, ...packageFiles([`${root}/.`, ...files])])].sort()
}

function packageFiles(files: readonly string[]): readonly string[] {
  const nearest = new Map<string, string | undefined>()
  const find = (folder: string): string | undefined => {
    if (nearest.has(folder)) return nearest.get(folder)
    const file = path.posix.join(folder, 'package.json')
    const parent = path.posix.dirname(folder)
    const found = fs.existsSync(file) ? file : parent === folder ? undefined : find(parent)
    nearest.set(folder, found)
    return found
  }
  return [...new Set(files.map((each) => path.posix.dirname(each)))].flatMap(
    (folder) => find(folder) ?? [],
  )
}
