import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { CompileOptions } from '@critter/compiler'
import { foldersAbove } from '../config/find-project.js'

/** The folders whose listing decides which sources there are, known before anything is compiled. */
export function sourceFolders({ root, include }: CompileOptions): readonly string[] {
  return [
    ...new Set(
      include.filter((glob) => !glob.startsWith('!')).map((glob) => resolve(root, fixedPart(glob))),
    ),
  ]
}

/** `src/**\/*.ts` → `src` */
function fixedPart(glob: string): string {
  const segments = glob.split('/')
  const pattern = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment))
  return segments.slice(0, pattern < 0 ? -1 : pattern).join('/') || '.'
}

/** A declaration file beside the sources can change what they mean: the folders of the project that hold any file of the program. */
export function programFolders(
  { root }: CompileOptions,
  inputs: readonly string[],
): readonly string[] {
  const folders = new Set<string>()
  for (const input of inputs) {
    const [first = '', ...rest] = relative(root, input).split(sep)
    if (rest.length > 0 && first !== '..' && first !== 'node_modules')
      folders.add(join(root, first))
  }
  return [...folders]
}

/** Every file that can change the result; those that do not exist yet but would, too. Absolute, sorted. */
export function inputFiles(
  options: CompileOptions,
  program: readonly string[],
  configFiles: readonly string[],
): readonly string[] {
  const output = resolve(options.root, options.output) + sep
  const sources = program.filter((file) => !resolve(file).startsWith(output))
  return [
    ...new Set([
      ...sources,
      ...configFiles,
      resolve(options.root, options.tsconfig),
      ...packageFiles(options.root, sources),
      ...lockFiles(options.root),
    ]),
  ].sort()
}

/** The nearest `package.json` of each file says whether it is a module, and which of a package's files are its types. */
function packageFiles(root: string, files: readonly string[]): readonly string[] {
  const nearest = new Map<string, string | undefined>()
  const nearestOf = (folder: string): string | undefined => {
    const known = nearest.get(folder)
    if (known !== undefined || nearest.has(folder)) return known
    const candidate = join(folder, 'package.json')
    const parent = dirname(folder)
    const found = existsSync(candidate)
      ? candidate
      : parent === folder
        ? undefined
        : nearestOf(parent)
    nearest.set(folder, found)
    return found
  }
  const found = [root, ...files.map((file) => dirname(file))].map(nearestOf)
  return [...new Set(found)].filter((file) => file !== undefined)
}

const lockNames = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
  // What is installed, which may be behind the lock file.
  'node_modules/.package-lock.json',
  'node_modules/.modules.yaml',
  'node_modules/.yarn-state.yml',
]

function lockFiles(root: string): readonly string[] {
  for (const folder of foldersAbove(root)) {
    const found = lockNames.map((name) => join(folder, name)).filter((file) => existsSync(file))
    if (found.some((file) => lockNames.includes(basename(file)))) return found
  }
  return lockNames.map((name) => join(root, name))
}
