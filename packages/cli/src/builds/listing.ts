import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.js'

/** A folder as a build found it: a new or vanished source file changes what the compiler sees, and so does a `package.json`. */
export interface FolderStamp {
  readonly path: string
  /** -1: there was no folder. 0: the time says nothing, the names decide. */
  readonly mtimeMs: number
  /** Of the names in it that matter. */
  readonly hash: string
}

/** The folders below these, themselves included, without `node_modules`, hidden ones and those in `without`. */
export function listFolders(
  roots: readonly string[],
  without: ReadonlySet<string>,
): readonly FolderStamp[] {
  const stamps = new Map<string, FolderStamp>()
  const seen = new Set<string>()
  const pending = [...roots]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (stamps.has(path) || without.has(path)) continue
    const { stamp, folders } = readFolder(path, without)
    stamps.set(path, stamp)
    // A symbolic link may lead back up.
    const real = stamp.mtimeMs === -1 ? path : realpathSync(path)
    if (!seen.has(real)) pending.push(...folders)
    seen.add(real)
  }
  return [...stamps.values()]
}

/** The stamp to keep from now on, or `undefined` when other names are in the folder. */
export function renewedFolder(
  stamp: FolderStamp,
  without: ReadonlySet<string>,
): FolderStamp | undefined {
  const stats = statSync(stamp.path, { throwIfNoEntry: false })
  if (stats?.isDirectory() === true && stats.mtimeMs === stamp.mtimeMs) return stamp
  const now = readFolder(stamp.path, without).stamp
  return now.hash === stamp.hash ? now : undefined
}

function readFolder(path: string, without: ReadonlySet<string>) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined || !stats.isDirectory())
    return { stamp: { path, mtimeMs: -1, hash: '' }, folders: [] }
  const entries = readdirSync(path, { withFileTypes: true })
  const folders = entries
    .filter(
      (entry) =>
        entry.name !== 'node_modules' && !entry.name.startsWith('.') && isFolder(path, entry),
    )
    .map((entry) => join(path, entry.name))
    .filter((folder) => !without.has(folder))
  const files = entries.map(({ name }) => name).filter(matters)
  const hash = fingerprint([...files, ...folders].sort().join('\n'))
  return { stamp: { path, mtimeMs: trustworthy(stats.mtimeMs), hash }, folders }
}

function isFolder(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  return statSync(join(path, entry.name), { throwIfNoEntry: false })?.isDirectory() === true
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
