import { dirname, join, resolve } from 'node:path'
import { isFile, isFolder } from '../stats.js'
import { UsageError } from '../usage-error.js'

export interface Project {
  /** Absolute. */
  readonly root: string
  /** Absolute; `undefined` when the project has none and the defaults are in force. */
  readonly configFile: string | undefined
}

/** `--root` and `--config`, relative to where the command was started. */
export interface ProjectFlags {
  readonly root?: string
  readonly config?: string
}

export const configNames = [
  'critter.config.ts',
  'critter.config.mts',
  'critter.config.js',
  'critter.config.mjs',
] as const

/** What a config is called that nobody named. */
export function isConfigName(name: string): boolean {
  return configNames.some((each) => each === name)
}

/**
 * The project that a folder belongs to: that of the nearest config above it, else of the nearest `package.json`.
 * So a command may be started in any subfolder, and a workspace may have one config for all its packages.
 */
export function findProject(cwd: string, flags: ProjectFlags): Project {
  if (flags.config !== undefined) {
    const configFile = resolve(cwd, flags.config)
    if (!isFile(configFile)) throw new UsageError(`there is no config at ${configFile}`)
    return {
      root: flags.root === undefined ? dirname(configFile) : rootAt(cwd, flags.root),
      configFile,
    }
  }
  if (flags.root !== undefined) {
    const root = rootAt(cwd, flags.root)
    return { root, configFile: configIn(root) }
  }
  return nearestProject(cwd)
}

function nearestProject(cwd: string): Project {
  const folders = foldersAbove(cwd)
  for (const root of folders) {
    const configFile = configIn(root)
    if (configFile !== undefined) return { root, configFile }
  }
  const root = folders.find((folder) => isFile(join(folder, 'package.json')))
  if (root !== undefined) return { root, configFile: undefined }
  throw new UsageError(`there is no package.json or critter.config.ts in ${cwd} or above`, {
    help: 'Run the command in a project, or name it: --root path/to/project',
  })
}

/** The folder itself first. */
export function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)]
}

function configIn(folder: string): string | undefined {
  return configNames.map((name) => join(folder, name)).find(isFile)
}

function rootAt(cwd: string, path: string): string {
  const root = resolve(cwd, path)
  if (!isFolder(root)) {
    throw new UsageError(`there is no folder ${root}`)
  }
  return root
}
