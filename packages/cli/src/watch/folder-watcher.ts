import { watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { statsOf } from '../stats.js'
import { UsageError } from '../usage-error.js'

interface Watched {
  readonly watcher: FSWatcher
  readonly inode: number
}

/**
 * Watches folders, each by itself: recursive `fs.watch` on Linux (Node 20) walks the tree with a watcher for every file, and
 * misses folders that appear later. Whoever uses it names the folders anew after every change.
 */
export class FolderWatcher {
  readonly #watched = new Map<string, Watched>()
  readonly #changed: (path: string) => void

  /** `changed` gets the absolute path of a file or folder that came, went or changed; often several times for one change. */
  constructor(changed: (path: string) => void) {
    this.#changed = changed
  }

  watch(folders: readonly string[]): void {
    const wanted = new Set(folders)
    for (const folder of this.#watched.keys()) if (!wanted.has(folder)) this.#forget(folder)
    for (const folder of wanted) this.#add(folder)
  }

  close(): void {
    for (const folder of [...this.#watched.keys()]) this.#forget(folder)
  }

  #add(folder: string): void {
    const inode = statsOf(folder)?.ino
    // A folder that was deleted and made again is another one, and its watcher is deaf.
    if (this.#watched.get(folder)?.inode === inode) return
    this.#forget(folder)
    if (inode === undefined) return
    this.#watched.set(folder, { watcher: this.#open(folder), inode })
  }

  #open(folder: string): FSWatcher {
    try {
      const watcher = watch(folder, (_event, name) =>
        this.#changed(name === null ? folder : join(folder, name)),
      )
      return watcher.on('error', () => {
        this.#forget(folder)
        this.#changed(folder)
      })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new UsageError(`${folder} cannot be watched: ${code ?? String(error)}`, {
        help:
          code === 'ENOSPC'
            ? 'Raise the limit of the system: sysctl fs.inotify.max_user_watches=524288'
            : '',
        cause: error,
      })
    }
  }

  #forget(folder: string): void {
    this.#watched.get(folder)?.watcher.close()
    this.#watched.delete(folder)
  }
}
