import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { foldersOf } from './output-folder.js'
import type { FilePlan } from './plan-files.js'
import { UsageError } from '../usage-error.js'

/** Carries out a plan. Each file appears whole or not at all, also to another process that does the same. */
export function writeFiles({
  folder,
  writes,
  deletes,
}: Pick<FilePlan, 'folder' | 'writes' | 'deletes'>): void {
  try {
    for (const { path, text } of writes) writeWhole(join(folder, path), text)
    for (const { path } of deletes) rmSync(join(folder, path), { force: true })
    removeEmptyFolders(
      folder,
      deletes.map(({ path }) => path),
    )
  } catch (error) {
    // A full disk, a read-only checkout: nothing that reporting a bug would mend.
    throw new UsageError(
      `generated files cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    )
  }
}

export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  // Hidden, and without the ending of a source file, so that no watcher takes it for one.
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
  try {
    writeFileSync(temporary, text)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function removeEmptyFolders(folder: string, deleted: readonly string[]): void {
  const folders = [...new Set(deleted.flatMap(foldersOf))].sort((a, b) => b.length - a.length)
  for (const each of folders) {
    try {
      rmdirSync(join(folder, each))
    } catch {
      // Something else lies in it, so it stays.
    }
  }
}
