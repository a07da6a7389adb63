import { readFileSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { entryStatsOf } from '../stats.js'
import { manifestName } from './manifest.js'

/** What lies at a path of the output folder. An obstacle is neither read, written nor deleted. */
export type Found =
  | FoundFile
  | { readonly kind: 'absent' }
  | { readonly kind: 'obstacle'; readonly what: 'a symbolic link' | 'a folder' | 'no folder' }

export interface FoundFile {
  readonly kind: 'file'
  readonly file: string
  /** Of before it was read. */
  readonly stats: Stats
  /** Read when somebody asks. */
  readonly text: string
}

/** The folder of the generated files as it lies on the disk. Links are not followed: their target is not ours. */
export class OutputFolder {
  /** Absolute. */
  readonly path: string
  readonly #folders = new Map<string, Found['kind']>()

  constructor(path: string) {
    this.path = path
  }

  at(path: string): Found {
    for (const folder of foldersOf(path)) {
      const kind = this.#kindOfFolder(folder)
      if (kind === 'absent') return { kind }
      if (kind === 'obstacle')
        return { kind, what: this.#isLink(folder) ? 'a symbolic link' : 'no folder' }
    }
    const file = join(this.path, path)
    const stats = entryStatsOf(file)
    if (stats === undefined) return { kind: 'absent' }
    if (stats.isSymbolicLink()) return { kind: 'obstacle', what: 'a symbolic link' }
    if (!stats.isFile()) return { kind: 'obstacle', what: 'a folder' }
    return new UnreadFile(file, stats)
  }

  /** Every file below the folder but the manifest and hidden ones, sorted. */
  list(): readonly string[] {
    return listBelow(this.path, '').sort()
  }

  #kindOfFolder(folder: string): Found['kind'] {
    const known = this.#folders.get(folder)
    if (known !== undefined) return known
    const stats = entryStatsOf(join(this.path, folder))
    const kind = stats === undefined ? 'absent' : stats.isDirectory() ? 'file' : 'obstacle'
    this.#folders.set(folder, kind)
    return kind
  }

  #isLink(folder: string): boolean {
    return entryStatsOf(join(this.path, folder))?.isSymbolicLink() === true
  }
}

class UnreadFile implements FoundFile {
  readonly kind = 'file'
  readonly file: string
  readonly stats: Stats
  #text: string | undefined

  constructor(file: string, stats: Stats) {
    this.file = file
    this.stats = stats
  }

  get text(): string {
    return (this.#text ??= readFileSync(this.file, 'utf8'))
  }
}

/** `a/b/c.ts` lies in `a` and `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1)
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}

function listBelow(root: string, folder: string): string[] {
  return entriesOf(join(root, folder)).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.name.startsWith('.') || path === manifestName) return []
    return entry.isDirectory() ? listBelow(root, path) : [path]
  })
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
