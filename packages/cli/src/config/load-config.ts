import { readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SourceLocation } from '@critter/compiler'
import * as ownExports from '../index.js'
import { beforeIdle } from './before-idle.js'
import { plainCopy } from './plain-copy.js'
import { isFile } from '../stats.js'
import { isForTheBuild } from './for-the-build.js'
import { UsageError } from '../usage-error.js'

export interface LoadedConfig {
  /** What it exports by default, unchecked, but plain data. */
  readonly value: unknown
  /** The config and every file loaded for it, absolute and sorted. */
  readonly files: readonly string[]
  /** Those that were run. */
  readonly ran: readonly string[]
}

/** Runs the config: the only code of the user that the command line ever runs. */
export async function loadConfig(configFile: string, root: string): Promise<LoadedConfig> {
  // 130 ms with its Babel (Node 20.20), so only for projects with a config, and only when an input changed.
  const { createJiti } = await import('jiti')
  const jiti = createJiti(configFile, {
    fsCache: false,
    interopDefault: false,
    // The config speaks with this very process, whichever copies of the package lie in node_modules.
    virtualModules: { '@critter/cli': ownExports },
  })
  const before = new Set(Object.keys(jiti.cache))

  try {
    const module = await beforeIdle(jiti.import<{ readonly default?: unknown }>(configFile))
    // In here, as an error of a getter is an error of the config.
    const value = plainCopy(module.default)
    const ran = loadedSince(before, jiti.cache)
    return { value, files: filesOf(configFile, ran), ran }
  } catch (error) {
    const location = placeOfError(error, {
      root,
      files: [configFile, ...filesOf(configFile, loadedSince(before, jiti.cache))],
    })
    const failed = resolve(root, location.file)
    const help =
      failed === configFile || isForTheBuild(failed)
        ? ''
        : 'The config runs when the code is built. Of the application it can import types only: import type, and type("./file.ts#Name")'
    throw new UsageError(`the config cannot be loaded: ${reason(error)}`, {
      help,
      location,
      source: readFileSync(resolve(root, location.file), 'utf8'),
      cause: error,
    })
  } finally {
    // Watch mode loads it again after a change; Node would hand out the old one.
    for (const file of loadedSince(before, jiti.cache)) Reflect.deleteProperty(jiti.cache, file)
  }
}

function loadedSince(before: ReadonlySet<string>, cache: object): readonly string[] {
  return Object.keys(cache).filter((file) => !before.has(file))
}

/**
 * Packages are covered by the lock file. What Node loads without jiti's help (`.mjs`) stands in no cache we could ask,
 * so relative imports are followed by their text; one too many costs a build, one too few a stale result. Such a module
 * also stays as it was until the process ends, in `--watch` too.
 */
function filesOf(configFile: string, loaded: readonly string[]): readonly string[] {
  const files = new Set<string>()
  const pending = [configFile, ...loaded]
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(file) || file.split(sep).includes('node_modules')) continue
    files.add(file)
    pending.push(...relativeImports(file).map((each) => each.path))
  }
  return [...files].sort()
}

export interface RelativeImport {
  readonly specifier: string
  readonly path: string
}

/** By their text, type-only ones too. */
export function relativeImports(file: string): readonly RelativeImport[] {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return []
  const specifiers = readFileSync(file, 'utf8').matchAll(
    /(?:from|import|require)\s*\(?\s*['"](\.[^'"]+)['"]/g,
  )
  return Array.from(specifiers, ([, specifier = '']) => specifier).flatMap((specifier) => {
    const path = existing(resolve(dirname(file), specifier))
    return path === undefined ? [] : [{ specifier, path }]
  })
}

function existing(path: string): string | undefined {
  const stem = path.replace(/\.([cm]?)js$/, '.$1ts')
  return [path, stem, `${path}.ts`, `${path}.js`, `${path}/index.ts`, `${path}/index.js`].find(
    isFile,
  )
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const [first = ''] = message.split('\n')
  return first.replace(/^ParseError:\s*/, '').replace(/[.\s]+$/, '')
}

interface Origin {
  readonly root: string
  /** The config first. */
  readonly files: readonly string[]
}

/** The first place in a file of the project that the error names: a syntax error in its message, others in the stack. */
function placeOfError(error: unknown, { root, files }: Origin): SourceLocation {
  const { message, stack = '' } = error instanceof Error ? error : { message: '' }
  const [exact] = placesIn(message, files)
  const [called] = placesIn(stack, files)
  const { file = files[0] ?? root, line = 1, column = 1 } = exact ?? called ?? {}
  const place = { file: relative(root, file).split(sep).join('/'), line }
  if (exact !== undefined) return { ...place, column, length: 1 }

  // jiti keeps lines, not columns.
  const text = readFileSync(file, 'utf8').split('\n')[line - 1] ?? ''
  return { ...place, column: text.search(/\S|$/) + 1, length: Math.max(1, text.trim().length) }
}

function placesIn(text: string, files: readonly string[]) {
  return files
    .flatMap((file) => [file, pathToFileURL(file).href].map((name) => ({ file, name })))
    .flatMap(({ file, name }) => {
      const index = text.indexOf(`${name}:`)
      const [, line, column] = /^(\d+):(\d+)/.exec(text.slice(index + name.length + 1)) ?? []
      return index < 0 || line === undefined
        ? []
        : [{ index, file, line: Number(line), column: Number(column) }]
    })
    .sort((a, b) => a.index - b.index)
}
