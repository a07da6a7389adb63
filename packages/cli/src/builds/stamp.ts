import { readFileSync } from 'node:fs'
import { statsOf } from '../stats.js'
import { fingerprint } from './fingerprint.js'

/** A file as a build found it. Same size and time means unchanged; otherwise the hash decides (git checkouts touch files). */
export interface FileStamp {
  readonly path: string
  /** -1: there was no file. */
  readonly size: number
  readonly mtimeMs: number
  readonly hash: string
}

/** Hashes the file, unless it is still the one that `last` describes. */
export function stampFile(path: string, last?: FileStamp): FileStamp {
  const absent = { path, size: -1, mtimeMs: 0, hash: '' }
  const stats = statsOf(path)
  if (stats === undefined || !stats.isFile()) return absent
  const { size, mtimeMs } = stats
  if (last?.size === size && last.mtimeMs === mtimeMs) return last
  try {
    return { path, size, mtimeMs, hash: fingerprint(readFileSync(path)) }
  } catch {
    // Deleted since, or not for us to read.
    return absent
  }
}

/** The stamp to keep from now on, or `undefined` when the content is another. */
export function renewed(stamp: FileStamp): FileStamp | undefined {
  const now = stampFile(stamp.path, stamp)
  return now.size === stamp.size && now.hash === stamp.hash ? now : undefined
}
