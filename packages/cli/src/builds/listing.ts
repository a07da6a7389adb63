import { readdirSync, realpathSync, type Dirent } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { isFolder, statsOf } from '../stats.js'
import { fingerprint } from './fingerprint.js'

/** A folder as a build found it: a new or vanished source file changes what the compiler sees, and so does a `package.json`. */
export interface FolderStamp {
  readonly path: string
  /** -1: there was no folder. 0: the time says nothing, the names decide. */
  readonly mtimeMs: number
  /** Of the names in it that matter. */
  readonly hash: string
}

/** The folders below these, themselves included, without `node_modules`, hidden ones and the output folder. */
export function listFolders(roots: readonly string[], output: string): readonly FolderStamp[] {
  const stamps = new Map<string, FolderStamp>()
  const seen = new Set<string>()
  const pending = [...roots]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (stamps.has(path) || path === output) continue
    const { stamp, folders } = readFolder(path, output)
    stamps.set(path, stamp)
    // A symbolic link may lead back up.
    const real = stamp.mtimeMs === absent ? path : realpathSync(path)
    if (!seen.has(real)) pending.push(...folders)
    seen.add(real)
  }
  return [...stamps.values()]
}

/** The stamp to keep from now on, or `undefined` when other names are in the folder. */
export function renewedFolder(stamp: FolderStamp, output: string): FolderStamp | undefined {
  if (timeOf(stamp.path) === stamp.mtimeMs) return stamp
  const now = readFolder(stamp.path, output).stamp
  return now.hash === stamp.hash ? now : undefined
}

const absent = -1

function timeOf(path: string): number {
  const stats = statsOf(path)
  return stats?.isDirectory() === true ? stats.mtimeMs : absent
}

function readFolder(path: string, output: string) {
  const mtimeMs = timeOf(path)
  // No folder is as good as an empty one.
  const entries = mtimeMs === absent ? [] : readdirSync(path, { withFileTypes: true })
  const found = entries
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .filter((entry) => leadsToFolder(path, entry))
    .map(({ name }) => join(path, name))
  // The first build makes the folders that lead to its output; that is no reason for a second one.
  const folders = new Set([...found, ...stepTowards(output, path)])
  folders.delete(output)
  const files = entries.map(({ name }) => name).filter(matters)
  const hash = fingerprint([...files, ...folders].sort().join('\n'))
  return { stamp: { path, mtimeMs: trustworthy(mtimeMs), hash }, folders }
}

function stepTowards(output: string, folder: string): readonly string[] {
  const [first = '..'] = relative(folder, output).split(sep)
  return first === '..' || first === '' || isAbsolute(first) ? [] : [join(folder, first)]
}

function leadsToFolder(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  return isFolder(join(path, entry.name))
}

/** Whether a file of this name can change what the compiler sees. */
export function matters(name: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(name) || name === 'package.json' || /^tsconfig.*\.json$/.test(name)
}

// File systems tick every 4 to 10 ms: a second change within the same tick would leave the same time.
function trustworthy(mtimeMs: number): number {
  return mtimeMs < Date.now() - clockTickMs ? mtimeMs : 0
}

export const clockTickMs = 20
