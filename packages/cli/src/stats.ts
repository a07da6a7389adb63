import { lstatSync, statSync, type Stats } from 'node:fs'

/** Of what the path leads to; `undefined` when it leads nowhere: no entry, a file where a folder is named, a circle of links. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Of the entry itself, which may be a link. */
export function entryStatsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

export function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() === true
}

export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() === true
}
